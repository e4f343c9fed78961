import { ROWS_PER_BLOCK } from '../../../services/platform/formats/column-blocks';
import { FORMATS, WRITERS } from '../../../services/platform/formats/format';
import { type Sample, sample, sampleList } from './sample-list';

const ROWS = 50_000;
const BLOCK = 500;
/** A Parquet row group is the most that any format collects before it writes; its thread asks for one block ahead. */
const MOST_ROWS_HELD = 8_192 + ROWS_PER_BLOCK + BLOCK;

test.each(FORMATS.filter((format) => format !== 'json'))(
  '%s writes as it reads: it never holds more than a row group',
  async (format) => {
    let read = 0;
    async function* rows(): AsyncGenerator<readonly Sample[]> {
      while (read < ROWS) {
        await Promise.resolve();
        yield Array.from({ length: BLOCK }, (_, n) => sample(read + n));
        read += BLOCK;
      }
    }
    let readBefore = 0;
    for await (const chunk of WRITERS[format](sampleList(rows()))) {
      expect(read - readBefore).toBeLessThanOrEqual(MOST_ROWS_HELD);
      expect(chunk.byteLength).toBeGreaterThan(0);
      readBefore = read;
    }
    expect(read).toBe(ROWS);
  },
);
