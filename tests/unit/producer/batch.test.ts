import fc from 'fast-check';
import { batchLines } from '../../../services/producer/batch';
import type { Batch, EventLine } from '../../../services/producer/batch';

async function batchesOf(lines: readonly EventLine[], maxEvents: number, maxBytes: number): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of batchLines(lines, { maxEvents, maxBytes })) batches.push(batch);
  return batches;
}

test('batches keep every line in order, within both limits, none empty', async () => {
  const anyLines = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(
      anyLines,
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 5, max: 60 }),
      async (sizes, maxEvents, maxBytes) => {
        const lines = sizes.map((size, index) => ({ bytes: Buffer.alloc(size, 'x'), lineNumber: index + 1 }));
        const batches = await batchesOf(lines, maxEvents, maxBytes);
        expect(batches.flatMap(({ lineNumbers }) => lineNumbers)).toEqual(sizes.map((_, index) => index + 1));
        expect(batches.map(({ body }) => body.toString()).join('')).toBe(
          lines.map(({ bytes }) => `${bytes.toString()}\n`).join(''),
        );
        for (const { body, lineNumbers } of batches) {
          expect(lineNumbers.length).toBeGreaterThan(0);
          expect(lineNumbers.length).toBeLessThanOrEqual(maxEvents);
          if (lineNumbers.length > 1) expect(body.length).toBeLessThanOrEqual(maxBytes);
        }
      },
    ),
  );
});
