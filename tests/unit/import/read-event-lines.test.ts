import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { openEventFile, readLines } from '../../../scripts/import/read-event-lines';
import { makeTempDir, removeDir } from '../../support/temp-dir';

let directory: string;

beforeAll(async () => {
  directory = await makeTempDir();
});
afterAll(() => removeDir(directory));

async function linesOf(path: string, maxLineBytes?: number): Promise<[number, string][]> {
  const file = await openEventFile(path, maxLineBytes);
  const lines: [number, string][] = [];
  for await (const { bytes, lineNumber } of file.lines) lines.push([lineNumber, bytes.toString()]);
  return lines;
}

test('gzip is recognized by content, also in several members, whatever the name', async () => {
  const path = join(directory, 'events.txt');
  await writeFile(path, Buffer.concat([gzipSync('{"a":1}\n'), gzipSync('{"b":2}\n')]));
  expect(await linesOf(path)).toEqual([
    [1, '{"a":1}'],
    [2, '{"b":2}'],
  ]);
});

test('blank lines are left out and counted, the last line needs no line break', async () => {
  const path = join(directory, 'blank.ndjson');
  await writeFile(path, '\n{"a":1}\r\n \t\r\n{"b":2}');
  expect(await linesOf(path)).toEqual([
    [2, '{"a":1}\r'],
    [4, '{"b":2}'],
  ]);
});

test('an empty file has no lines; one that is not there is an error; so is a cut gzip', async () => {
  const path = join(directory, 'cut.gz');
  await writeFile(path, '');
  expect(await linesOf(path)).toEqual([]);
  await expect(linesOf(join(directory, 'absent'))).rejects.toThrow('ENOENT');
  await writeFile(path, gzipSync('{"a":1}\n'.repeat(1_000)).subarray(0, 30));
  await expect(linesOf(path)).rejects.toThrow('unexpected end of file');
});

test('a line that can never be sent is left out and counted', async () => {
  const path = join(directory, 'long.ndjson');
  await writeFile(path, `{"a":1}\n${'x'.repeat(500_000)}\n{"b":2}\n`);
  const file = await openEventFile(path, 1_000);
  const numbers: number[] = [];
  for await (const { lineNumber } of file.lines) numbers.push(lineNumber);
  expect(numbers).toEqual([1, 3]);
  expect(file.tooLong).toEqual({ count: 1, firstLineNumbers: [2] });
});

test('however the bytes come in pieces, the lines are the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'é', ' ', '\n'), maxLength: 8 }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      async (texts, pieceBytes) => {
        const bytes = Buffer.from(texts.join('\n'));
        const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) =>
          bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
        );
        const wanted = bytes
          .toString()
          .split('\n')
          .filter((line) => line.trim() !== '');
        const found: string[] = [];
        for await (const line of readLines(pieces, 1_000, () => undefined)) found.push(line.bytes.toString());
        expect(found).toEqual(wanted);
      },
    ),
  );
});
