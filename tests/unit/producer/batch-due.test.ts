import fc from 'fast-check';
import { batchDueInMs, batchLength } from '../../../services/producer/batch-due';

const POLICY = { maxEvents: 10, maxBytes: 1_000, lingerMs: 50 };
const ONE = { lines: 1, bytes: 10, oldestWaitMs: 20, isFlushed: false };

test.each([
  ['nothing waits', { ...ONE, lines: 0 }, null],
  ['there may be company yet', ONE, 30],
  ['the oldest has waited long enough', { ...ONE, oldestWaitMs: 50 }, 0],
  ['the oldest has waited too long', { ...ONE, oldestWaitMs: 60 }, 0],
  ['the batch is full', { ...ONE, lines: 10 }, 0],
  ['the batch is large', { ...ONE, bytes: 1_000 }, 0],
  ['somebody waits for it', { ...ONE, isFlushed: true }, 0],
])('when %s', (_, waiting, dueInMs) => {
  expect(batchDueInMs(waiting, POLICY)).toBe(dueInMs);
});

test('a batch keeps both limits, is never empty, and as long as they let it', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 1_500 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(sizes, (lineBytes) => {
      const length = batchLength(lineBytes, POLICY);
      const bytesOf = (count: number): number => lineBytes.slice(0, count).reduce((a, b) => a + b, 0);
      const fits = (count: number): boolean => count <= POLICY.maxEvents && bytesOf(count) <= POLICY.maxBytes;
      expect(length === 1 || fits(length)).toBe(true);
      expect(length === lineBytes.length || !fits(length + 1)).toBe(true);
    }),
  );
});
