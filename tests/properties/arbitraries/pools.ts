import fc from 'fast-check';

/** The service's clock in the property tests. */
export const NOW_MS = Date.parse('2026-04-10T12:00:00.000Z');

export const ORG_IDS = ['org-a', 'org-b', 'org-c'] as const;
export const USER_IDS = [
  'u1',
  'u2',
  'Ann',
  'ann',
  'Émile',
  'émile',
  'z\u{1F600}',
  'z\uFB03',
  'bot 7',
] as const;
export const DEPARTMENT_IDS = [
  'd1a2b3c4-0000-4000-8000-000000000001',
  'd1a2b3c4-0000-4000-8000-000000000002',
  'd1a2b3c4-0000-4000-8000-000000000003',
] as const;
export const APP_IDS = [
  'f1a2b3c4-0000-4000-8000-000000000001',
  'f1a2b3c4-0000-4000-8000-000000000002',
  'f1a2b3c4-0000-4000-8000-000000000003',
] as const;
export const CLIENT_ZONES = {
  'aa7cf840-0000-4000-8000-000000000001': 'America/New_York',
  'aa7cf840-0000-4000-8000-000000000002': 'Asia/Kolkata',
  'aa7cf840-0000-4000-8000-000000000003': 'Europe/Berlin',
} as const;
export const CLIENT_IDS = Object.keys(CLIENT_ZONES);

/** Days around which things go wrong: turns of year and month, clock changes, week ends, the present. */
const DAYS = [
  '2025-12-28',
  '2025-12-31',
  '2026-01-01',
  '2026-02-28',
  '2026-03-01',
  '2026-03-02',
  '2026-03-07',
  '2026-03-08',
  '2026-03-09',
  '2026-03-28',
  '2026-03-29',
  '2026-03-31',
  '2026-04-09',
  '2026-04-10',
] as const;

export const anyDay = fc.constantFrom(...DAYS);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const timeOfDayMs = fc.oneof(
  fc.constantFrom(0, 1, DAY_MS - 1, DAY_MS - 1000, 12 * HOUR_MS, 18.5 * HOUR_MS, 4 * HOUR_MS, 5 * HOUR_MS),
  fc.nat(23).map((hour) => hour * HOUR_MS),
  fc.nat(DAY_MS - 1),
);

/** An instant on one of the days, never later than the clock allows. */
export const anyInstantMs = fc
  .tuple(anyDay, timeOfDayMs)
  .map(([day, time]) => Math.min(Date.parse(`${day}T00:00:00Z`) + time, NOW_MS + 20 * HOUR_MS));

/** Ways to write the same instant. */
export const anyOffset = fc.constantFrom('Z', '+00:00', '+05:30', '-08:00', '+13:45');

export function writeInstant(ms: number, offset: string, digits = 3): string {
  if (offset === 'Z') return new Date(ms).toISOString();
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  const local = new Date(ms + (offset.startsWith('-') ? -minutes : minutes) * 60_000).toISOString();
  return `${local.slice(0, 23)}${'9'.repeat(Math.max(0, digits - 3))}${offset}`;
}

export const anyWrittenInstant = fc
  .tuple(anyInstantMs, anyOffset, fc.constantFrom(3, 3, 9))
  .map(([ms, offset, digits]) => writeInstant(ms, offset, digits));
