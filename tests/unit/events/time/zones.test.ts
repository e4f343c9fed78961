import fc from 'fast-check';
import type { ZoneHistory } from '../../../../services/ingest/time/zones';
import { changeZone, zoneAt } from '../../../../services/ingest/time/zones';
import { zoneName } from '../../../../services/platform/time/zone-name';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 2, 1);
const BERLIN: ZoneHistory = [{ validFromMs: 0, timezone: 'Europe/Berlin' }];

test('the first zone holds for all the past', () => {
  const first = changeZone([], 'Europe/Berlin', { answeredAtMs: NOW_MS, hasUsage: false });
  for (const startMs of [0, NOW_MS - 1, NOW_MS + DAY_MS])
    expect(zoneAt(first, startMs)).toBe('Europe/Berlin');
});

test('while there is no usage another zone corrects the first', () => {
  const corrected = changeZone(BERLIN, 'Asia/Tokyo', { answeredAtMs: NOW_MS, hasUsage: false });
  expect(corrected).toHaveLength(1);
  expect(zoneAt(corrected, 0)).toBe('Asia/Tokyo');
});

test('once there is usage a change holds for what starts 24 hours or more after it was answered', () => {
  const changed = changeZone(BERLIN, 'Asia/Tokyo', { answeredAtMs: NOW_MS, hasUsage: true });
  expect(zoneAt(changed, 0)).toBe('Europe/Berlin');
  expect(zoneAt(changed, NOW_MS + DAY_MS - 1)).toBe('Europe/Berlin');
  expect(zoneAt(changed, NOW_MS + DAY_MS)).toBe('Asia/Tokyo');
});

test.each([true, false])('the same zone again changes nothing (usage: %s)', (hasUsage) => {
  const changed = changeZone(BERLIN, 'Asia/Tokyo', { answeredAtMs: NOW_MS, hasUsage: true });
  expect(changeZone(changed, 'Asia/Tokyo', { answeredAtMs: NOW_MS + 1, hasUsage })).toBe(changed);
});

test('another name of the same zone moves no date', () => {
  const calcutta = [{ validFromMs: 0, timezone: 'Asia/Calcutta' }];
  const renamed = changeZone(calcutta, 'Asia/Kolkata', { answeredAtMs: NOW_MS, hasUsage: true });
  expect(renamed).toEqual([{ validFromMs: 0, timezone: 'Asia/Kolkata' }]);
});

test('going back is a change like any other', () => {
  const there = changeZone(BERLIN, 'Asia/Tokyo', { answeredAtMs: NOW_MS, hasUsage: true });
  const back = changeZone(there, 'Europe/Berlin', { answeredAtMs: NOW_MS + 1, hasUsage: true });
  expect(zoneAt(back, NOW_MS + DAY_MS)).toBe('Asia/Tokyo');
  expect(zoneAt(back, NOW_MS + DAY_MS + 1)).toBe('Europe/Berlin');
});

test('a history that shows there was usage once is not corrected, even if the usage is gone', () => {
  const changed = changeZone(BERLIN, 'Asia/Tokyo', { answeredAtMs: NOW_MS, hasUsage: true });
  const again = changeZone(changed, 'Asia/Seoul', { answeredAtMs: NOW_MS + 2 * DAY_MS, hasUsage: false });
  expect(again).toHaveLength(3);
  expect(zoneAt(again, 0)).toBe('Europe/Berlin');
});

test('no event that was accepted ever changes its zone, whatever zones follow', () => {
  const zone = fc.constantFrom('Europe/Berlin', 'Asia/Tokyo', 'America/Havana', 'Pacific/Apia');
  const step = fc.record({
    zone,
    waitMs: fc.integer({ min: 1, max: 2 * DAY_MS }),
    aheadMs: fc.integer({ min: -DAY_MS, max: DAY_MS }),
  });
  fc.assert(
    fc.property(zone, fc.array(step, { maxLength: 12 }), (first, steps) => {
      let atMs = NOW_MS;
      let history = changeZone([], first, { answeredAtMs: atMs, hasUsage: false });
      const taken: { startMs: number; timezone: string }[] = [];
      for (const { zone: timezone, waitMs, aheadMs } of steps) {
        for (const startMs of [atMs + aheadMs, atMs + DAY_MS]) {
          taken.push({ startMs, timezone: zoneAt(history, startMs) });
        }
        atMs += waitMs;
        history = changeZone(history, timezone, { answeredAtMs: atMs, hasUsage: true });
        for (const { startMs, timezone: before } of taken) expect(zoneAt(history, startMs)).toBe(before);
      }
      const starts = history.map(({ validFromMs }) => validFromMs);
      expect(starts).toEqual([...new Set(starts)].sort((one, other) => one - other));
    }),
  );
});

test.each([
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['Asia/Calcutta', 'Asia/Calcutta'],
  ['europe/berlin', 'Europe/Berlin'],
  ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Port-au-Prince', 'America/Port-au-Prince'],
  ['US/Eastern', 'US/Eastern'],
  ['Etc/GMT+5', 'Etc/GMT+5'],
  ['UTC', 'UTC'],
  ['EST5EDT', 'EST5EDT'],
])('%s is a zone, kept as %s', (sent, kept) => {
  expect(zoneName(sent)).toBe(kept);
});

test.each([
  ...['', ' ', 'Europe/Atlantis', 'Europe/Berlin ', ' Europe/Berlin', '+05:00', '+0500', '-08', '05:00', 'Z'],
  ...[
    'UTC+1',
    'GMT+5',
    'local',
    'localtime',
    'Factory',
    'PST',
    'IST',
    'SystemV/EST5',
    '\u0000',
    'Europe/Berl\u0130n',
  ],
])('%j is no zone', (sent) => {
  expect(zoneName(sent)).toBeUndefined();
});

test('every zone that the runtime lists is one', () => {
  for (const name of Intl.supportedValuesOf('timeZone')) expect(zoneName(name)).toBe(name);
});
