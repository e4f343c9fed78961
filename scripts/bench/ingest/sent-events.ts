import { ORG } from '../workload';

/** How new events are spread: over so many days up to now, over the users and organizations of the workload. */
export interface EventSpace {
  /** Unix milliseconds; no event is later. */
  readonly nowMs: number;
  readonly users: number;
  readonly orgs: number;
}

const DAY_MS = 86_400_000;
export const SPREAD_DAYS = 7;
const ORG_PREFIX = ORG.replace(/\d+$/, '');

/** An event as its JSON text: three sessions, then two searches; ids never repeat for different `number`s of one `run`. */
export function sentEvent(run: string, number: number, { nowMs, users, orgs }: EventSpace): string {
  const user = Math.floor(users * spread(number, 0x9e3779b1) ** 2);
  const created = new Date(nowMs - Math.floor(spread(number, 0x85ebca6b) * SPREAD_DAYS * DAY_MS));
  const place =
    `"id":"${run}-${number}","user_id":"user-${String(user).padStart(9, '0')}",` +
    `"org_id":"${ORG_PREFIX}${user % orgs}","created_at":"${created.toISOString()}"`;
  return number % 5 < 3
    ? `{"type":"session",${place},"origin":"slack","size":"m","category":"bug-fix","acus":${number % 100}}`
    : `{"type":"search",${place}}`;
}

/** So many events as NDJSON. */
export function sentBody(run: string, firstNumber: number, count: number, space: EventSpace): string {
  return Array.from({ length: count }, (_, index) => sentEvent(run, firstNumber + index, space)).join('\n');
}

/** 0 to 1, by chance as far as it looks, but the same for the same number. */
function spread(number: number, factor: number): number {
  let bits = Math.imul(number + 1, factor);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  return ((bits ^ (bits >>> 13)) >>> 0) / 2 ** 32;
}
