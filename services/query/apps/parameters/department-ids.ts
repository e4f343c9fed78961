import { MAX_DEPARTMENT_IDS } from '../limits';
import type { QueryReader } from './query-reader';
import { isUuid } from './uuid';

const NAME = 'department_ids';
const ALIAS = 'department_id';

/**
 * The departments to narrow to, in lower case, sorted, each once; empty where the parameter is absent, which means
 * everybody. A filter that is there but empty is refused, lest it mean everybody too.
 */
export function readDepartmentIds(query: QueryReader): string[] {
  query.usedDeprecatedName = query.has(ALIAS);
  if (query.has(NAME) && query.has(ALIAS)) {
    query.refuse(`${NAME} and its deprecated alias ${ALIAS} must not be given together`, NAME, ALIAS);
    return [];
  }
  const name = query.has(ALIAS) ? ALIAS : NAME;
  const text = query.one(name);
  if (text === undefined) return [];
  const ids = text.split(',');
  if (ids.length > MAX_DEPARTMENT_IDS || !ids.every(isUuid)) {
    query.refuse(`${name} must be 1 to ${MAX_DEPARTMENT_IDS} comma-separated UUIDs`, name);
    return [];
  }
  return [...new Set(ids.map((id) => id.toLowerCase()))].sort();
}
