import fc from 'fast-check';
import { decodeCommit, encodeCommit } from '../../../services/ingest/commit/commit-payload';
import { cutBatch, mergeBatches } from '../../../services/ingest/commit/merge-batches';

const batch = fc.record({
  table: fc.string(),
  columns: fc.array(fc.string()),
  rows: fc.array(
    fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.integer())).map((row) => JSON.stringify(row)),
  ),
});
const parts = fc.array(fc.array(batch, { maxLength: 3 }), { maxLength: 4 });

describe('a journalled commit', () => {
  it('reads back as the parts that hold anything, whatever the texts contain', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (commit) => {
        expect(decodeCommit(await encodeCommit(commit))).toEqual(commit.filter((part) => part.length > 0));
      }),
    );
  });

  it('is refused when rows are missing', async () => {
    const payload = await encodeCommit([[{ table: 'searches', columns: ['id'], rows: ['["a"]', '["b"]'] }]]);
    const cut = payload.subarray(0, payload.lastIndexOf('\n'));
    expect(() => decodeCommit(cut)).toThrow('fewer rows');
  });
});

describe('merging batches', () => {
  it('keeps every row, in order, in one batch a table and column list', () => {
    expect(
      mergeBatches([
        { table: 'a', columns: ['x'], rows: ['[1]'] },
        { table: 'b', columns: ['x'], rows: [] },
        { table: 'a', columns: ['x'], rows: ['[2]'] },
        { table: 'a', columns: ['y'], rows: ['[3]'] },
      ]),
    ).toEqual([
      { table: 'a', columns: ['x'], rows: ['[1]', '[2]'] },
      { table: 'a', columns: ['y'], rows: ['[3]'] },
    ]);
  });

  it('cuts into inserts that together are the batch', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 9 }), (rows, maxRows) => {
        const cuts = cutBatch({ table: 'a', columns: ['x'], rows }, maxRows);
        expect(cuts.flatMap((cut) => cut.rows)).toEqual(rows);
        expect(cuts.every((cut) => cut.rows.length <= maxRows)).toBe(true);
      }),
    );
  });
});
