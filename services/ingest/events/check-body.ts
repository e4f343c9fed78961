import { Slices } from '../../platform/event-loop/slices';
import type { Principal } from '../../platform/principal';
import type { Refusal } from '../rejection';
import type { BodyItem } from './body-items';
import { bodyItems } from './body-items';
import type { EventContext } from './check-event';
import { checkEvent, isRefusal, unknownClient } from './check-event';
import type { CheckedEvent } from './checked-event';
import { unwrapCloudEvent } from './cloud-event';
import { eventId } from './event-id';
import type { BodyForm } from './media-type';

/** A refused event: its place in the body, what to call it, why, and the text (or, if not UTF-8, the bytes) as sent. */
export interface RefusedItem {
  readonly index: number;
  readonly id: string | null;
  readonly refusal: Refusal;
  readonly raw: string | Buffer;
}

export interface CheckedBody {
  /** Where in what was sent the events' fields are, as a JSON pointer. */
  readonly within: '' | '/data';
  /** In the order sent. */
  readonly accepted: readonly CheckedEvent[];
  /** In the order sent. */
  readonly refused: readonly RefusedItem[];
}

export interface BodyContext {
  readonly nowMs: number;
  readonly principal: Pick<Principal, 'orgs' | 'clients'>;
  /** Which of these clients (ids in lower case) are registered in the principal's tenant? Asked once, with those that occur. */
  readonly knownClients: (clientIds: ReadonlySet<string>) => Promise<ReadonlySet<string>>;
  /** Lets other requests be served. */
  readonly nextTurn: () => Promise<void>;
}

/** Short, so that a small request waits for little of a large one of another tenant. */
const MAX_SLICE_MS = 4;
const ITEMS_BETWEEN_CLOCK_READINGS = 32;

/** An event that is good as far as it can be known without the store. */
interface Candidate {
  readonly event: CheckedEvent;
  readonly within: CheckedBody['within'];
  readonly raw: string | Buffer;
}

/** Checks every event of a decoded body. Throws the RequestRefusal of bodyItems. */
export async function checkBody(body: Buffer, form: BodyForm, context: BodyContext): Promise<CheckedBody> {
  return { within: within(form), ...(await checkItems(formed(bodyItems(body, form), form), context)) };
}

function* formed(items: Iterable<BodyItem>, form: BodyForm): Generator<FormedItem> {
  for (const item of items) yield { item, form };
}

/** An event as it was sent, and in which form. */
export interface FormedItem {
  readonly item: BodyItem;
  readonly form: BodyForm;
}

/** Checks events in slices, so that other requests are served in between. */
export async function checkItems(
  items: Iterable<FormedItem>,
  context: BodyContext,
): Promise<Omit<CheckedBody, 'within'>> {
  // Whether a client is known is the last of all checks, so it can wait until one question serves all events.
  const eventContext: EventContext = { ...context, isKnownClient: () => true };
  const results: (Candidate | RefusedItem)[] = [];
  const slices = new Slices(context.nextTurn, MAX_SLICE_MS);
  for (const { item, form } of items) {
    results.push(checkItem(item, results.length, form, eventContext));
    if (results.length % ITEMS_BETWEEN_CLOCK_READINGS === 0) await slices.pause();
  }
  return withKnownClients(results, context);
}

function checkItem(
  item: BodyItem,
  index: number,
  form: BodyForm,
  context: EventContext,
): Candidate | RefusedItem {
  const { raw } = item;
  if ('refusal' in item) return { index, id: null, refusal: item.refusal, raw };
  const unwrapped = isWrapped(form) ? unwrapCloudEvent(item.value) : { event: item.value };
  if ('code' in unwrapped) return { index, id: eventId(item.value), refusal: unwrapped, raw };
  const { event } = unwrapped;
  const result = checkEvent(event, context);
  if (!isRefusal(result)) return { event: result, within: within(form), raw };
  const path = 'pathOf' in unwrapped ? unwrapped.pathOf(result.path) : result.path;
  return { index, id: eventId(event), refusal: { ...result, path }, raw };
}

function within(form: BodyForm): CheckedBody['within'] {
  return isWrapped(form) ? '/data' : '';
}

function isWrapped(form: BodyForm): boolean {
  return form === 'cloudevent' || form === 'cloudevents';
}

async function withKnownClients(
  results: readonly (Candidate | RefusedItem)[],
  { knownClients }: BodyContext,
): Promise<Omit<CheckedBody, 'within'>> {
  const clientIds = new Set<string>();
  for (const result of results) {
    if ('event' in result && 'clientId' in result.event) clientIds.add(result.event.clientId);
  }
  const known = clientIds.size > 0 ? await knownClients(clientIds) : clientIds;
  const accepted: CheckedEvent[] = [];
  const refused: RefusedItem[] = [];
  for (const [index, result] of results.entries()) {
    if (!('event' in result)) {
      refused.push(result);
    } else if ('clientId' in result.event && !known.has(result.event.clientId)) {
      const refusal = unknownClient();
      const path = result.within + refusal.path;
      refused.push({ index, id: result.event.id, refusal: { ...refusal, path }, raw: result.raw });
    } else {
      accepted.push(result.event);
    }
  }
  return { accepted, refused };
}
