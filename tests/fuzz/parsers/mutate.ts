import type { Random } from '../../../scripts/demo/random';

const MAX_BYTES = 4_096;
const ODD_BYTES = [
  0, 9, 10, 13, 32, 34, 39, 44, 45, 46, 48, 57, 58, 91, 92, 93, 123, 125, 127, 128, 0xc3, 0xed, 0xf4, 0xff,
];

/** The input with one to four changes: bytes, pieces, words of the language that is parsed, and pieces of other inputs. */
export function mutate(
  input: Buffer,
  corpus: readonly Buffer[],
  words: readonly string[],
  random: Random,
): Buffer {
  let bytes = input;
  for (let changes = 1 + random.below(4); changes > 0; changes -= 1)
    bytes = changed(bytes, corpus, words, random);
  return bytes.subarray(0, MAX_BYTES);
}

function changed(bytes: Buffer, corpus: readonly Buffer[], words: readonly string[], random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + random.below(random.chance(0.2) ? 64 : 4));
  const around = (middle: Buffer, from = at, to = at): Buffer =>
    Buffer.concat([bytes.subarray(0, from), middle, bytes.subarray(to)]);
  const other = random.pick(corpus);
  const piece = other.subarray(random.below(other.length + 1)).subarray(0, 1 + random.below(64));
  const kinds: readonly (() => Buffer)[] = [
    () => around(Buffer.from([random.below(256)]), at, Math.min(bytes.length, at + 1)),
    () => around(Buffer.from([random.pick(ODD_BYTES)]), at, Math.min(bytes.length, at + 1)),
    () => around(Buffer.from([random.pick(ODD_BYTES)])),
    () => around(Buffer.alloc(0), at, end),
    () => around(Buffer.concat([bytes.subarray(at, end), bytes.subarray(at, end)]), at, end),
    () => around(Buffer.from(random.pick(words))),
    () => around(Buffer.from(random.pick(words)), at, end),
    () => around(piece),
    () => around(piece, at, end),
    () => around(Buffer.from(String(random.below(100)).padStart(2, '0')), at, Math.min(bytes.length, at + 2)),
    () => bytes.subarray(0, at),
    () => flipped(bytes, at, 1 << random.below(8)),
  ];
  return random.pick(kinds)();
}

function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ bit;
  return copy;
}
