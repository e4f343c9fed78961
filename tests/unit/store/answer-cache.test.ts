import fc from 'fast-check';
import { AnswerCache } from '../../../clickhouse/answer-cache';
import { tenantsOfRows } from '../../../clickhouse/tenants-of-rows';
import { EVERYTHING, Writes, type Written } from '../../../clickhouse/writes';

const MEBIBYTE = 1024 * 1024;

function about(...tenants: string[]): Written {
  return { tenants: new Set(tenants), days: 'all' };
}

function nothing(): Promise<void> {
  return Promise.resolve();
}

/** Asks and says whether the answer was computed. */
async function isComputed(cache: AnswerCache, params: Record<string, string | bigint>): Promise<boolean> {
  let computed = false;
  await cache.answer('q', params, () => {
    computed = true;
    return Promise.resolve('answer');
  });
  return computed;
}

test('an answer is kept until something of its tenant is written', async () => {
  const writes = new Writes();
  const cache = new AnswerCache(writes, MEBIBYTE);
  expect(await isComputed(cache, { tenant: 'a', n: 1n })).toBe(true);
  expect(await isComputed(cache, { n: 1n, tenant: 'a' })).toBe(false);
  expect(await isComputed(cache, { tenant: 'a', n: '1n' })).toBe(true);
  await writes.during(about('b'), nothing);
  expect(await isComputed(cache, { tenant: 'a', n: 1n })).toBe(false);
  await writes.during(about('b', 'a'), nothing);
  expect(await isComputed(cache, { tenant: 'a', n: 1n })).toBe(true);
  await writes.during(EVERYTHING, nothing);
  expect(await isComputed(cache, { tenant: 'a', n: 1n })).toBe(true);
});

test('a question without a tenant is never kept', async () => {
  const writes = new Writes();
  const cache = new AnswerCache(writes, MEBIBYTE);
  expect(await isComputed(cache, {})).toBe(true);
  expect(await isComputed(cache, {})).toBe(true);
});

test('a write that fails counts too', async () => {
  const writes = new Writes();
  const cache = new AnswerCache(writes, MEBIBYTE);
  await isComputed(cache, { tenant: 'a' });
  await expect(writes.during(about('a'), () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(await isComputed(cache, { tenant: 'a' })).toBe(true);
});

test('the bytes kept are bounded, the least lately used go first', async () => {
  const writes = new Writes();
  const cache = new AnswerCache(writes, 10_000);
  const ask = async (n: number): Promise<boolean> => {
    let computed = false;
    await cache.answer('q', { tenant: 'a', n }, () => {
      computed = true;
      return Promise.resolve('x'.repeat(1000));
    });
    return computed;
  };
  for (const n of [1, 2, 3, 4, 1]) await ask(n);
  expect(await ask(5)).toBe(true);
  expect([await ask(1), await ask(2)]).toEqual([false, true]);
});

test('whatever reads and writes overlap, nobody gets an answer older than what was written before they asked', async () => {
  const anyStep = fc.record({
    kind: fc.constantFrom('read' as const, 'write' as const),
    turns: fc.integer({ min: 0, max: 4 }),
    pause: fc.integer({ min: 0, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), async (steps) => {
      const writes = new Writes();
      const cache = new AnswerCache(writes, MEBIBYTE);
      // A write becomes visible somewhere inside; a read sees what is visible somewhere inside.
      let visible = 0;
      let done = 0;
      const turns = async (count: number): Promise<void> => {
        for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
      };
      const running: Promise<void>[] = [];
      for (const { kind, turns: length, pause } of steps) {
        if (kind === 'write') {
          running.push(
            writes.during(about('a'), async () => {
              await turns(length);
              visible += 1;
              const mine = visible;
              await turns(length);
              done = Math.max(done, mine);
            }),
          );
        } else {
          const expected = done;
          const read = cache.answer('q', { tenant: 'a' }, async () => {
            await turns(length);
            const seen = visible;
            await turns(length);
            return String(seen);
          });
          running.push(
            read.then((answer) => {
              expect(Number(answer)).toBeGreaterThanOrEqual(expected);
            }),
          );
        }
        await turns(pause);
      }
      await Promise.all(running);
      expect(await cache.answer('q', { tenant: 'a' }, () => Promise.resolve(String(visible)))).toBe(
        String(visible),
      );
    }),
    { numRuns: 500 },
  );
});

test('the tenants of a batch are read off its rows, whatever they are called', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (pairs) => {
      const rows = pairs.map((pair) => JSON.stringify(pair));
      const tenants = tenantsOfRows({ columns: ['tenant', 'x'], rows });
      expect(tenants).toEqual(new Set(pairs.map(([tenant]) => tenant)));
    }),
  );
  expect(tenantsOfRows({ columns: ['name'], rows: ['["a"]'] })).toBe('everybody');
});
