import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../limits';
import type { QueryReader } from './query-reader';

export type SortOrder = 'asc' | 'desc';

/** Which fields a list sorts by, and how it does so where the caller does not say. */
export interface SortRule<Field extends string> {
  readonly fields: readonly Field[];
  readonly defaultField: Field;
  defaultOrder(field: Field): SortOrder;
}

/** Which page of a list is asked for. */
export interface PageRequest {
  readonly sortBy: string;
  readonly sortOrder: SortOrder;
  readonly pageSize: number;
  /** As sent; whether it is a cursor of ours is checked after the parameters. */
  readonly cursor: string | undefined;
}

/** Formats other than JSON hold the whole list: there `page_size` and `cursor` change nothing, but wrong ones are refused as everywhere. */
export function readPageRequest<Field extends string>(
  query: QueryReader,
  rule: SortRule<Field>,
): PageRequest {
  const sortBy = query.oneOf('sort_by', rule.fields) ?? rule.defaultField;
  const sortOrder = query.oneOf('sort_order', ['asc', 'desc']) ?? rule.defaultOrder(sortBy);
  return { sortBy, sortOrder, pageSize: readPageSize(query), cursor: query.one('cursor') };
}

function readPageSize(query: QueryReader): number {
  const text = query.one('page_size');
  if (text === undefined) return DEFAULT_PAGE_SIZE;
  const size = /^\d+$/.test(text) ? Number(text) : NaN;
  if (size >= 1 && size <= MAX_PAGE_SIZE) return size;
  query.refuse(`page_size must be an integer from 1 to ${MAX_PAGE_SIZE}`, 'page_size');
  return DEFAULT_PAGE_SIZE;
}
