import fc from 'fast-check';
import { encodeHeader, HEADER_BYTES, readRecords } from '../../../services/ingest/commit/journal-record';
import type { JournalRecord } from '../../../services/ingest/commit/journal-record';

const record = fc.record({
  kind: fc.constantFrom('commit', 'stored', 'filler'),
  sequence: fc.nat(),
  payload: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
}) as fc.Arbitrary<JournalRecord>;

function encode(records: readonly JournalRecord[]): Buffer {
  return Buffer.concat(records.flatMap((each) => [encodeHeader(each), each.payload]));
}

describe('journal records', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const file = encode(records);
        expect(readRecords(file)).toEqual({ records, goodBytes: file.length });
      }),
    );
  });

  it('torn at any byte, everything before the torn one is still there and nothing of it is', () => {
    const records: JournalRecord[] = [
      { kind: 'commit', sequence: 1, payload: Buffer.from('first') },
      { kind: 'stored', sequence: 1, payload: Buffer.alloc(0) },
      { kind: 'commit', sequence: 2, payload: Buffer.from('second, a longer one') },
    ];
    const file = encode(records);
    const ends = records.map((_, index) => encode(records.slice(0, index + 1)).length);
    for (let length = 0; length <= file.length; length += 1) {
      const whole = ends.filter((end) => end <= length).length;
      const goodBytes = ends[whole - 1] ?? 0;
      expect(readRecords(file.subarray(0, length))).toEqual({ records: records.slice(0, whole), goodBytes });
    }
  });

  it('with any one byte changed, the record is not taken for whole', () => {
    const records: JournalRecord[] = [{ kind: 'commit', sequence: 7, payload: Buffer.from('payload') }];
    const file = encode(records);
    for (let at = 0; at < file.length; at += 1) {
      const damaged = Buffer.from(file);
      damaged[at] = (damaged[at] ?? 0) ^ 0x40;
      expect(readRecords(damaged).records).toEqual([]);
    }
  });

  it('a tail of zeros, as some file systems leave after a loss of power, is no record', () => {
    expect(readRecords(Buffer.alloc(10 * HEADER_BYTES))).toEqual({ records: [], goodBytes: 0 });
  });
});
