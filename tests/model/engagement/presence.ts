import { perFacts } from '../per-facts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A session or a search: when it was created, and the UTC hours in which its user was present. */
export interface Presence {
  readonly userId: string;
  readonly createdMs: number;
  /** The starts of those hours. */
  readonly hoursMs: readonly number[];
}

/** A session is present from creation to end, half-open, cut at 24 hours; without an end, in the hour of creation. */
export const presences = perFacts((facts): readonly Presence[] => {
  const sessions = facts.sessions.map(({ userId, createdMs, endedMs }) => ({
    userId,
    createdMs,
    hoursMs: hoursTouched(createdMs, Math.min(endedMs ?? createdMs, createdMs + DAY_MS)),
  }));
  const searches = facts.searches.map(({ userId, createdMs }) => ({
    userId,
    createdMs,
    hoursMs: hoursTouched(createdMs, createdMs),
  }));
  return [...sessions, ...searches];
});

function hoursTouched(fromMs: number, toMs: number): number[] {
  const first = Math.floor(fromMs / HOUR_MS) * HOUR_MS;
  const hours = [first];
  for (let hour = first + HOUR_MS; hour < toMs; hour += HOUR_MS) hours.push(hour);
  return hours;
}
