import type { PageRequest } from '../../apps/parameters/page-request';
import { type Problem, valueError } from '../../devin/problems';
import { readRequiredInteger } from '../../devin/read-parameters';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../limits';
import { readChoice } from './choice';

const SORT_FIELDS = ['sessions', 'searches', 'days_active', 'last_activity', 'user_id'] as const;
const SORT_ORDERS = ['asc', 'desc'] as const;

/**
 * Which page of the users: by default most sessions first, and by id from the first to the last. Formats other than JSON hold
 * the whole list: there `page_size` and `cursor` change nothing.
 */
export function readPage(query: URLSearchParams, problems: Problem[]): PageRequest | undefined {
  const sortBy = readChoice(query, 'sort_by', SORT_FIELDS, 'sessions', problems);
  const sortOrder = readChoice(
    query,
    'sort_order',
    SORT_ORDERS,
    sortBy === 'user_id' ? 'asc' : 'desc',
    problems,
  );
  const pageSize = readPageSize(query, problems);
  if (sortBy === undefined || sortOrder === undefined || pageSize === undefined) return undefined;
  return { sortBy, sortOrder, pageSize, cursor: query.getAll('cursor').at(-1) };
}

function readPageSize(query: URLSearchParams, problems: Problem[]): number | undefined {
  if (!query.has('page_size')) return DEFAULT_PAGE_SIZE;
  const size = readRequiredInteger(query, 'page_size', problems);
  if (size === undefined) return undefined;
  if (size >= 1 && size <= MAX_PAGE_SIZE) return Number(size);
  problems.push(valueError('page_size', `page_size must be from 1 to ${MAX_PAGE_SIZE}`));
  return undefined;
}
