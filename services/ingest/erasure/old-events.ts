import { DAY_MS } from '../time/calendar';
import { parseDate, parseInstant } from '../time/rfc3339';
import type { CheckedEvent } from '../events/checked-event';
import type { CheckedBody, RefusedItem } from '../events/check-body';
import type { Refusal } from '../rejection';
import type { Rejection } from '../rejection-answer';
import type { ErasedThrough } from './erasure-registry';
import { fieldsOf, userIdsIn } from './user-ids-in';

function erasedRefusal(within: string): Refusal {
  return {
    code: 'not_allowed',
    path: `${within}/user_id`,
    message: 'the user was erased, and this happened before',
  };
}

/** What becomes of a checked body. */
export interface SettledBody {
  readonly accepted: readonly CheckedEvent[];
  /** In the order sent. */
  readonly rejections: readonly Rejection[];
  /** Refused and to be kept. */
  readonly quarantined: readonly RefusedItem[];
}

/**
 * Refuses what erased users did up to their erasure. Nothing about them goes into the quarantine, whatever it was refused for;
 * an event whose time cannot be read counts as old.
 */
export function withoutErased(body: CheckedBody, erasedThrough: ErasedThrough | undefined): SettledBody {
  if (!erasedThrough) return { accepted: body.accepted, rejections: body.refused, quarantined: body.refused };
  const indexes = indexesOfAccepted(body);
  const refusal = erasedRefusal(body.within);
  const accepted: CheckedEvent[] = [];
  const old: Rejection[] = [];
  for (const [position, event] of body.accepted.entries()) {
    if (isOld(event, erasedThrough)) old.push({ index: indexes[position] ?? 0, id: event.id, refusal });
    else accepted.push(event);
  }
  const about = new Set(body.refused.filter(({ raw }) => isAboutErased(raw, erasedThrough)));
  const refused = body.refused.map((item): Rejection =>
    // Whether the client is known is asked last of all.
    about.has(item) && item.refusal.code === 'unknown_client' ? { ...item, refusal } : item,
  );
  return {
    accepted,
    rejections: [...refused, ...old].sort((one, other) => one.index - other.index),
    quarantined: body.refused.filter((item) => !about.has(item)),
  };
}

/** Which of these users have been erased between two looks, through which instant. */
export function erasedSince(
  userIds: Iterable<string>,
  before: ErasedThrough | undefined,
  now: ErasedThrough | undefined,
): ReadonlyMap<string, number> {
  const since = new Map<string, number>();
  for (const userId of now ? userIds : []) {
    const throughMs = now?.(userId);
    if (throughMs !== undefined && throughMs !== before?.(userId)) since.set(userId, throughMs);
  }
  return since;
}

function isOld(event: CheckedEvent, erasedThrough: ErasedThrough): boolean {
  return startMs(event) <= (erasedThrough(event.userId) ?? -1);
}

/** When an event began; a day's report at midnight UTC of its date. */
export function startMs(event: CheckedEvent): number {
  switch (event.kind) {
    case 'session':
    case 'search':
      return event.createdAtMs;
    case 'interval':
      return event.startedAtMs;
    case 'day-report':
      return (parseDate(event.activityDate) ?? 0) * DAY_MS;
  }
}

/** The places of the accepted events: those that no refused one has. */
function indexesOfAccepted({ accepted, refused }: CheckedBody): number[] {
  const taken = new Set(refused.map(({ index }) => index));
  const indexes: number[] = [];
  for (let index = 0; indexes.length < accepted.length; index += 1) {
    if (!taken.has(index)) indexes.push(index);
  }
  return indexes;
}

/** Is a refused event about an erased user, and old as far as can be told? */
export function isAboutErased(raw: string | Buffer, erasedThrough: ErasedThrough): boolean {
  const startedMs = startOf(raw);
  return userIdsIn(raw).some((userId) => {
    const throughMs = erasedThrough(userId);
    return throughMs !== undefined && (startedMs === undefined || startedMs <= throughMs);
  });
}

function startOf(raw: string | Buffer): number | undefined {
  if (typeof raw !== 'string') return undefined;
  try {
    const { created_at, started_at, activity_date } = fieldsOf(JSON.parse(raw)) ?? {};
    const instant = started_at ?? created_at;
    if (typeof instant === 'string') return parseInstant(instant);
    const day = typeof activity_date === 'string' ? parseDate(activity_date) : undefined;
    return day === undefined ? undefined : day * DAY_MS;
  } catch {
    return undefined;
  }
}
