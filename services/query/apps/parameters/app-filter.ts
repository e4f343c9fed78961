import type { QueryReader } from './query-reader';

/** Which apps a list keeps, by what the directory says of them; null or '' where not asked for. */
export interface AppFilter {
  readonly q: string;
  readonly is_approved: boolean | null;
  readonly is_favorite: boolean | null;
}

/** `q` is a case-insensitive part of the name. Categories and vendors are not offered and thus ignored (contract 8). */
export function readAppFilter(query: QueryReader): AppFilter {
  const q = query.one('q');
  if (q === '') query.refuse('q must not be empty', 'q');
  return {
    q: q ?? '',
    is_approved: readFlag(query, 'is_approved'),
    is_favorite: readFlag(query, 'is_favorite'),
  };
}

function readFlag(query: QueryReader, name: string): boolean | null {
  const word = query.oneOf(name, ['true', 'false']);
  return word === undefined ? null : word === 'true';
}
