import { scan, type Piece } from './scan';

/** The statements of a file, split at the semicolons that stand in code, without empty ones. */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let current = '';
  let hasCode = false;
  const finish = (): void => {
    if (hasCode) statements.push(current.trim());
    current = '';
    hasCode = false;
  };
  const add = (text: string, isCode: boolean): void => {
    current += text;
    hasCode ||= isCode && text.trim() !== '';
  };
  for (const piece of scan(sql)) {
    if (piece.kind !== 'code') {
      add(piece.text, piece.kind !== 'comment');
      continue;
    }
    const [first = '', ...rest] = piece.text.split(';');
    add(first, true);
    for (const text of rest) {
      finish();
      add(text, true);
    }
  }
  finish();
  return statements;
}

/** The one statement of a text. Throws if there are several or none: the embedded engine would run them all. */
export function singleStatement(sql: string): string {
  const [statement, ...more] = splitStatements(sql);
  if (statement === undefined) throw new SyntaxError('the statement is empty');
  if (more.length > 0) throw new SyntaxError('several statements in one call');
  return statement;
}

/** The text with each piece of code through `change`; strings, quoted names, comments and placeholders stay. */
export function mapCode(sql: string, change: (code: string) => string): string {
  return scan(sql)
    .map((piece: Piece) => (piece.kind === 'code' ? change(piece.text) : piece.text))
    .join('');
}
