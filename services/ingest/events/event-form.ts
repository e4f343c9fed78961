import type { Refusal } from '../rejection';
import { HOUR_MS } from '../time/calendar';
import { parseInstant } from '../time/rfc3339';
import type { CheckedEvent } from './checked-event';
import type { FieldCheck } from './field-check';

/** Any time further ahead than this is refused (contract 4). */
export const MAX_AHEAD_MS = 24 * HOUR_MS;

/** A time of an event, by the pointer of its field. */
export type EventTime = readonly [path: string, atMs: number | null];

/** One of the forms that an event can have, decided by its type. */
export interface EventForm<Fields, Checked extends CheckedEvent> {
  readonly fields: FieldCheck<Fields>;
  readonly checked: (event: Fields) => Checked;
  /** Every time of the event that may not lie too far ahead, in the schema's order. */
  readonly times: (event: Checked) => Iterable<EventTime>;
  /** What else may be wrong with the event when nothing is with its fields. */
  readonly otherProblem?: (event: Checked, nowMs: number) => Refusal | undefined;
}

/** The event if it is good by itself, without a look at who sends it. */
export function checkForm<Fields, Checked extends CheckedEvent>(
  form: EventForm<Fields, Checked>,
  event: object,
  nowMs: number,
): Checked | Refusal {
  if (!form.fields.isValid(event)) {
    const [problem] = form.fields.problems(event, 1);
    if (!problem) throw new Error('a schema and its fields disagree');
    return problem;
  }
  const checked = form.checked(event);
  for (const [path, atMs] of form.times(checked)) {
    if (atMs !== null && atMs > nowMs + MAX_AHEAD_MS) return futureEvent(path);
  }
  return form.otherProblem?.(checked, nowMs) ?? checked;
}

export function futureEvent(path: string): Refusal {
  return { code: 'future_event', path, message: 'lies too far in the future' };
}

/** The milliseconds of a time that the schema has let through. */
export function instantMs(text: string): number {
  const atMs = parseInstant(text);
  if (atMs === undefined) throw new Error('a time that no schema has checked');
  return atMs;
}

export function optionalInstantMs(text: string | null | undefined): number | null {
  return text == null ? null : instantMs(text);
}
