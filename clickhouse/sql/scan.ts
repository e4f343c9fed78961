export type PieceKind = 'code' | 'string' | 'name' | 'comment' | 'placeholder';

/** A stretch of a statement. Joining the text of all pieces gives the statement back. */
export interface Piece {
  readonly kind: PieceKind;
  readonly text: string;
}

const LINE_COMMENT = /--[^\n]*|#[ !][^\n]*/y;
/** The engine nests block comments, older servers do not: one that opens another inside is refused. */
const BLOCK_COMMENT = /\/\*(?:(?!\/\*|\*\/)[\s\S])*\*\//y;
const PLACEHOLDER = /\{\s*[A-Za-z_]\w*\s*:(?:[^'{}]|'(?:[^'\\]|\\[\s\S]|'')*')+\}/y;
const QUOTED: Readonly<Record<string, { kind: PieceKind; pattern: RegExp }>> = {
  "'": { kind: 'string', pattern: /'(?:[^'\\]|\\[\s\S]|'')*'/y },
  '"': { kind: 'name', pattern: /"(?:[^"\\]|\\[\s\S]|"")*"/y },
  '`': { kind: 'name', pattern: /`(?:[^`\\]|\\[\s\S]|``)*`/y },
};
/** Other ways of the dialect to open a string: here-documents and typographic quotes. Our statements need none of them. */
const FORBIDDEN = /[$\u2018\u2019\u201C\u201D\u2212]/;
const INTERESTING = /['"`{#$\u2018\u2019\u201C\u201D\u2212]|--|\/\*/g;

/**
 * Cuts a statement into code, string literals, quoted names, comments and `{name:Type}` placeholders, as ClickHouse's own
 * lexer would, so that whoever rewrites or checks a statement never mistakes text inside quotes for code.
 * Throws on an unfinished literal or comment and on quoting styles that our statements do not use.
 */
export function scan(sql: string): Piece[] {
  const pieces: Piece[] = [];
  let codeStart = 0;
  let at = 0;
  const take = (kind: PieceKind, end: number): void => {
    if (codeStart < at) pieces.push({ kind: 'code', text: sql.slice(codeStart, at) });
    pieces.push({ kind, text: sql.slice(at, end) });
    at = codeStart = end;
  };
  while (at < sql.length) {
    INTERESTING.lastIndex = at;
    const next = INTERESTING.exec(sql);
    if (!next) break;
    at = next.index;
    const found = special(sql, at, next[0]);
    if (found) take(found.kind, found.end);
    else at += next[0].length;
  }
  if (codeStart < sql.length) pieces.push({ kind: 'code', text: sql.slice(codeStart) });
  return pieces;
}

function special(sql: string, at: number, opening: string): { kind: PieceKind; end: number } | undefined {
  if (FORBIDDEN.test(opening)) throw new SyntaxError('unsupported quoting in a statement');
  const quoted = QUOTED[opening];
  if (quoted) return { kind: quoted.kind, end: required(quoted.pattern, sql, at) };
  if (opening === '/*') return { kind: 'comment', end: required(BLOCK_COMMENT, sql, at) };
  if (opening === '{') {
    const end = match(PLACEHOLDER, sql, at);
    return end === undefined ? undefined : { kind: 'placeholder', end };
  }
  const end = match(LINE_COMMENT, sql, at);
  return end === undefined ? undefined : { kind: 'comment', end };
}

function match(pattern: RegExp, sql: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : undefined;
}

function required(pattern: RegExp, sql: string, at: number): number {
  const end = match(pattern, sql, at);
  if (end === undefined) throw new SyntaxError('a literal or comment of a statement is not closed');
  return end;
}

/** The code alone: comments become a space, literals '', quoted names and placeholders x, so that patterns see no data. */
export function codeOf(sql: string): string {
  const stand: Readonly<Record<PieceKind, string | undefined>> = {
    code: undefined,
    comment: ' ',
    string: "''",
    name: 'x',
    placeholder: 'x',
  };
  return scan(sql)
    .map(({ kind, text }) => stand[kind] ?? text)
    .join('');
}

/** The statement with a space for each comment. */
export function withoutComments(sql: string): string {
  return scan(sql)
    .map(({ kind, text }) => (kind === 'comment' ? ' ' : text))
    .join('');
}
