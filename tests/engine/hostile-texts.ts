/** Texts that end a literal, open a comment, look like code or like placeholders, or lie at the edges of the encoding. */
const FRAGMENTS = [
  `'`,
  `"`,
  '`',
  '\\',
  `\\'`,
  `''`,
  `\\\\'`,
  '\0',
  '\n',
  '\r\n',
  '\t',
  '\b',
  '\u007f',
  '\u0085',
  '\u2028',
  '--',
  '/*',
  '*/',
  '#!',
  '# ',
  ';',
  '; DROP DATABASE headcount; ',
  '{x:String}',
  '{tenant:String}',
  '${x}',
  '$$',
  '\\N',
  'NULL',
  '%s',
  '?',
  'é',
  '日本',
  '👩‍👩‍👧',
  '\u{10FFFF}',
  '\uFEFF',
  '‘',
  ' ',
  'x',
];

/** `count` different texts, the same ones every time: each fragment alone, then combinations. */
export function hostileTexts(count: number): string[] {
  const texts = new Set<string>(['', ...FRAGMENTS]);
  for (let seed = 1; texts.size < count; seed++) {
    let state = seed;
    let text = '';
    for (let length = 1 + (seed % 6); length > 0; length--) {
      state = (state * 48271) % 0x7fffffff;
      text += FRAGMENTS[state % FRAGMENTS.length] ?? '';
    }
    texts.add(text);
  }
  return [...texts].slice(0, count);
}

export const ONE_MEGABYTE_TEXT = `'\\{x:String}é`.repeat(80_000).slice(0, 1_000_000);
