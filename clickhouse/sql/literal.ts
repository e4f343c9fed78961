import type { QueryValue } from '../store';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
};

const HALF_CHARACTER = /\p{Cs}/u;

/** A string literal that reads back as exactly this text. */
export function stringLiteral(text: string): string {
  if (HALF_CHARACTER.test(text)) throw new TypeError('a text with half a character cannot be stored');
  return `'${text.replace(/[\\'\p{Cc}]/gu, escapeCharacter)}'`;
}

function escapeCharacter(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : character;
}

/** A value as a literal of the given type. Numbers travel as text, so that the type parses them and nothing is rounded on the way. */
export function typedLiteral(value: QueryValue, type: string): string {
  return `CAST(${untyped(value)} AS ${type})`;
}

function untyped(value: QueryValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'bigint') return `'${value.toString()}'`;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number must be finite');
    return `'${String(value)}'`;
  }
  if (Array.isArray(value)) return `[${value.map(untyped).join(', ')}]`;
  throw new TypeError('unsupported kind of value');
}
