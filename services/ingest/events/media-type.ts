import { unsupported } from './request-refusal';

/** How the body of a request is to be read. */
export type BodyForm = 'json' | 'ndjson' | 'cloudevent' | 'cloudevents';

const FORMS: Readonly<Record<string, BodyForm>> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/cloudevents+json': 'cloudevent',
  'application/cloudevents-batch+json': 'cloudevents',
};

export const PLAIN_FORMS: readonly BodyForm[] = ['json', 'ndjson'];
export const EVENT_FORMS: readonly BodyForm[] = [...PLAIN_FORMS, 'cloudevent', 'cloudevents'];

const CHARSETS = /;\s*charset\s*=\s*"?([^\s";]*)/gi;

/**
 * The form that a Content-Type names, one of those taken here. Throws RequestRefusal 415 for an absent or other type or another
 * charset.
 */
export function bodyForm(contentType: string | undefined, taken: readonly BodyForm[]): BodyForm {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const form = Object.hasOwn(FORMS, type) ? FORMS[type] : undefined;
  if (contentType === undefined || form === undefined || !taken.includes(form)) {
    const types = Object.keys(FORMS).filter((name) => taken.includes(FORMS[name] ?? 'json'));
    throw unsupported(`The content type must be one of ${types.join(', ')}.`);
  }
  for (const [, charset] of contentType.matchAll(CHARSETS)) {
    if (!/^utf-?8$/i.test(charset ?? '')) throw unsupported('The charset must be utf-8.');
  }
  return form;
}
