import { isObject } from '../events/field-problems';

const USER_ID_MEMBER = /"user_id"\s*:\s*("(?:[^"\\]|\\.)*")/g;

/** Whom a refused event names: its `user_id`; where it cannot be read, every `user_id` that its text seems to give. */
export function userIdsIn(raw: string | Buffer): string[] {
  const text = typeof raw === 'string' ? raw : raw.toString('utf8');
  const userId = userIdOf(parsed(text));
  if (userId !== undefined) return [userId];
  return [...text.matchAll(USER_ID_MEMBER)].flatMap(([, literal = '']) => {
    const id = parsed(literal);
    return typeof id === 'string' ? [id] : [];
  });
}

/**
 * Must a refused event go with this user? Yes if it names them. Where it names nobody, because it is no JSON or no event, it
 * goes if the id stands anywhere in it: rather one broken event too many.
 */
export function isAbout(raw: string | Buffer, userId: string): boolean {
  const text = typeof raw === 'string' ? raw : raw.toString('utf8');
  const event = parsed(text);
  const named = userIdOf(event);
  if (named !== undefined) return named === userId;
  const written = JSON.stringify(userId).slice(1, -1);
  const read = event === undefined ? '' : JSON.stringify(event);
  return [text, read].some((form) => form.includes(userId) || form.includes(written));
}

/** The fields of an event as it was sent: a CloudEvent has them in its data. */
export function fieldsOf(sent: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(sent)) return undefined;
  const { data, time, ...fields } = sent as Readonly<Record<string, unknown>>;
  return 'specversion' in fields && isObject(data) ? { created_at: time, ...data } : fields;
}

function userIdOf(sent: unknown): string | undefined {
  const userId = fieldsOf(sent)?.user_id;
  return typeof userId === 'string' ? userId : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
