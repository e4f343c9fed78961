import fc from 'fast-check';
import { KeptBuckets } from '../../../clickhouse/kept-buckets';
import { type DaySpan, EVERYTHING, Writes, type Written } from '../../../clickhouse/writes';

const MEBIBYTE = 1024 * 1024;
const WEEKS: DaySpan[] = [0, 7, 14, 21].map((firstDay) => ({ firstDay, lastDay: firstDay + 6 }));

function about(tenant: string, ...days: number[]): Written {
  return { tenants: new Set([tenant]), days: new Set(days) };
}

function nothing(): Promise<void> {
  return Promise.resolve();
}

/** Asks for all weeks and says which were computed. */
function asking(writes: Writes, maxBytes = MEBIBYTE) {
  const kept = new KeptBuckets(writes, maxBytes);
  return async (params: Record<string, string> = {}, buckets = WEEKS): Promise<number[]> => {
    const computed: number[] = [];
    await kept.values({ question: 'q', params: { tenant: 'a', ...params }, buckets }, (missing) => {
      computed.push(...missing.map(({ firstDay }) => firstDay));
      return Promise.resolve(new Map());
    });
    return computed;
  };
}

test('a bucket is computed again only after a write about its days', async () => {
  const writes = new Writes();
  const ask = asking(writes);
  expect(await ask()).toEqual([0, 7, 14, 21]);
  expect(await ask()).toEqual([]);
  await writes.during(about('a', 6, 21), nothing);
  expect(await ask()).toEqual([0, 21]);
  await writes.during(about('b', 6, 21), nothing);
  await writes.during(about('a', 28, -1), nothing);
  expect(await ask()).toEqual([]);
});

test('a write of unknown days, one of everybody and one that fails are about every bucket', async () => {
  const writes = new Writes();
  const ask = asking(writes);
  await ask();
  await writes.during({ tenants: new Set(['a']), days: 'all' }, nothing);
  expect(await ask()).toHaveLength(4);
  await writes.during(EVERYTHING, nothing);
  expect(await ask()).toHaveLength(4);
  await expect(writes.during(about('a', 8), () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(await ask()).toEqual([7]);
});

test('other parameters and other spans of days are other buckets', async () => {
  const ask = asking(new Writes());
  await ask();
  expect(await ask({ org: 'x' })).toHaveLength(4);
  expect(await ask({}, [{ firstDay: 0, lastDay: 5 }])).toEqual([0]);
  expect(await ask({}, WEEKS.slice(1))).toEqual([]);
});

test('where a kept bucket was written about while others were read, all are read again', async () => {
  const writes = new Writes();
  const kept = new KeptBuckets(writes, MEBIBYTE);
  const asked = { question: 'q', params: { tenant: 'a' }, buckets: WEEKS };
  const moments: number[][] = [];
  const ask = async (meanwhile: () => Promise<void>): Promise<unknown> => {
    const values = await kept.values(asked, async (missing) => {
      moments.push(missing.map(({ firstDay }) => firstDay));
      if (moments.length === 2) await meanwhile();
      return new Map(missing.map(({ firstDay }) => [firstDay, moments.length]));
    });
    return [...values.values()];
  };
  await ask(nothing);
  await writes.during(about('a', 21), nothing);
  expect(await ask(() => writes.during(about('a', 0, 21), nothing))).toEqual([3, 3, 3, 3]);
  expect(moments).toEqual([[0, 7, 14, 21], [21], [0, 7, 14, 21]]);
});

test('where too many days were written about, all of the tenant is computed again', async () => {
  const writes = new Writes(3);
  const ask = asking(writes);
  await ask();
  await writes.during(about('a', 101, 102, 103, 104), nothing);
  expect(await ask()).toEqual([]);
  await writes.during(about('a', 105), nothing);
  expect(await ask()).toHaveLength(4);
});

test('what is kept is bounded', async () => {
  const ask = asking(new Writes(), 1_000);
  expect(await ask()).toHaveLength(4);
  expect(await ask()).toHaveLength(4);
});

test('whatever reads and writes overlap, every bucket holds what was written before it was asked for', async () => {
  const anyStep = fc.record({
    kind: fc.constantFrom('read' as const, 'write' as const),
    days: fc.uniqueArray(fc.integer({ min: 0, max: 27 }), { maxLength: 3 }),
    turns: fc.integer({ min: 0, max: 4 }),
    pause: fc.integer({ min: 0, max: 3 }),
  });
  const turns = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
  };
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), async (steps) => {
      const writes = new Writes();
      const kept = new KeptBuckets(writes, MEBIBYTE);
      const [visible, done] = [new Map<number, number>(), new Map<number, number>()];
      const sums = (of: Map<number, number>): Map<number, number> =>
        new Map(
          WEEKS.map(({ firstDay, lastDay }) => [
            firstDay,
            [...of].reduce((sum, [day, n]) => (day >= firstDay && day <= lastDay ? sum + n : sum), 0),
          ]),
        );
      const ask = (length: number): Promise<ReadonlyMap<number, unknown>> =>
        kept.values({ question: 'q', params: { tenant: 'a' }, buckets: WEEKS }, async () => {
          await turns(length);
          const seen = sums(visible);
          await turns(length);
          return seen;
        });
      const running: Promise<void>[] = [];
      for (const { kind, days, turns: length, pause } of steps) {
        if (kind === 'write') {
          const add = (to: Map<number, number>): void => {
            for (const day of days) to.set(day, (to.get(day) ?? 0) + 1);
          };
          const write = async (): Promise<void> => {
            await turns(length);
            add(visible);
            await turns(length);
          };
          running.push(
            writes.during(about('a', ...days), write).then(() => {
              add(done);
            }),
          );
        } else {
          const atLeast = sums(done);
          running.push(
            ask(length).then((values) => {
              for (const [week, sum] of atLeast) expect(values.get(week)).toBeGreaterThanOrEqual(sum);
            }),
          );
        }
        await turns(pause);
      }
      await Promise.all(running);
      expect(await ask(0)).toEqual(sums(visible));
    }),
    { numRuns: 500 },
  );
});
