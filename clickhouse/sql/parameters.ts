import type { QueryParams } from '../store';
import { typedLiteral } from './literal';
import { scan } from './scan';

const NAME_AND_TYPE = /^\{\s*(\w+)\s*:([\s\S]+)\}$/;
const TYPE = /^[A-Za-z][\w\s(),'/=+-]*$/;

/** The names of the `{name:Type}` placeholders of a statement. */
export function placeholders(sql: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const piece of scan(sql)) {
    if (piece.kind === 'placeholder') {
      const { name, type } = nameAndType(piece.text);
      found.set(name, type);
    }
  }
  return found;
}

/**
 * Puts values into the `{name:Type}` placeholders of a statement as typed literals. Text inside literals, quoted names and
 * comments is left alone, and so are values that look like placeholders themselves.
 * Throws on a placeholder without a value and on a value without a placeholder.
 */
export function bindParameters(sql: string, params: QueryParams): string {
  const unused = new Set(Object.keys(params));
  const bound = scan(sql).map((piece) => {
    if (piece.kind !== 'placeholder') return piece.text;
    const { name, type } = nameAndType(piece.text);
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) throw new TypeError(`the parameter ${name} is missing`);
    unused.delete(name);
    return typedLiteral(value, type);
  });
  if (unused.size > 0) throw new TypeError(`the statement has no parameter ${[...unused].join(', ')}`);
  return bound.join('');
}

function nameAndType(placeholder: string): { name: string; type: string } {
  const [, name, type] = NAME_AND_TYPE.exec(placeholder) ?? [];
  const trimmed = type?.trim();
  if (name === undefined || trimmed === undefined || !TYPE.test(trimmed)) {
    throw new SyntaxError('a placeholder must read {name:Type}');
  }
  return { name, type: trimmed };
}
