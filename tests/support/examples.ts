import { SOURCES } from '../../services/platform/openapi/sources';
import type { Example, OperationDescription } from '../../services/platform/openapi/description';

/** The clock by which the examples' answers hold. */
export const EXAMPLES_NOW = new Date('2026-03-01T12:00:00.000Z');

/** Every operation, those that write first. */
export const OPERATIONS: readonly OperationDescription[] = SOURCES.groups
  .flatMap(({ operations }) => operations)
  .sort((one, other) => order(one) - order(other));

/** The directory, then events, then everything that reads, then what removes. */
function order({ method, path }: OperationDescription): number {
  if (method === 'put') return 0;
  if (method === 'post') return path === '/v1/directory' ? 1 : 2;
  if (method === 'delete') return 4;
  return 3;
}

export function describedExample(operationId: string): OperationDescription {
  const operation = OPERATIONS.find((candidate) => candidate.operationId === operationId);
  if (!operation) throw new Error(`no operation is called ${operationId}`);
  return operation;
}

/** The path of an example's request with its query string. */
export function examplePath(path: string, { path: ids = {}, query }: Example): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
  if (!query) return filled;
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one] as [string, string]),
  );
  return `${filled}?${new URLSearchParams(pairs).toString()}`;
}

/** Runs an operation's example against a service. */
export function callExample(url: string, token: string, operation: OperationDescription): Promise<Response> {
  const { method, path, example } = operation;
  const hasBody = example.body !== undefined;
  return fetch(`${url}${examplePath(path, example)}`, {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${token}`, ...(hasBody && { 'content-type': 'application/json' }) },
    ...(hasBody && { body: JSON.stringify(example.body) }),
  });
}

/** Sends everything that the examples write, so that those that read have their data. */
export async function sendExamples(url: string, token: string): Promise<void> {
  for (const operation of OPERATIONS.filter(({ example }) => example.body !== undefined)) {
    const response = await callExample(url, token, operation);
    if (response.status !== 200) throw new Error(`${operation.operationId}: ${response.status}`);
  }
}
