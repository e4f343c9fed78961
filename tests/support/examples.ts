import { SOURCES } from '../../services/platform/openapi/sources';
import type { Example, OperationDescription } from '../../services/platform/openapi/description';

/** The clock by which the examples' answers hold. */
export const EXAMPLES_NOW = new Date('2026-03-01T12:00:00.000Z');

/** Every operation, those that write first. */
export const OPERATIONS: readonly OperationDescription[] = SOURCES.groups
  .flatMap(({ operations }) => operations)
  .sort((one, other) => order(one) - order(other));

/** The directory, then events, then everything that reads. */
function order({ method, path }: OperationDescription): number {
  if (method === 'put') return 0;
  return method === 'post' ? (path === '/v1/directory' ? 1 : 2) : 3;
}

/** The path of an example's request with its query string. */
export function examplePath(path: string, { path: ids = {}, query }: Example): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
  return query ? `${filled}?${new URLSearchParams(query).toString()}` : filled;
}
