import type { OpenApiDocument, OperationObject } from '../../../services/platform/openapi/openapi-document';

/** The types of the generated client, beside the program. */
export const TYPES_FILE = 'service.d.ts';

/**
 * A TypeScript program that does what the document's examples do, through openapi-fetch and the types that
 * openapi-typescript makes of the document: those that write first. It reads URL and TOKEN and prints what came back,
 * by operationId. It does not compile where a request or an answer of the document does not fit the document's schemas.
 */
export function clientProgram({ paths }: OpenApiDocument): string {
  const calls = ['put', 'post', 'get', 'delete'].flatMap((method) =>
    Object.entries(paths).flatMap(([path, item]) => {
      const operation = item[method];
      return operation ? [callOf(method, path, operation)] : [];
    }),
  );
  return `import createClient from 'openapi-fetch';
import type { paths } from './service.js';

const client = createClient<paths, 'application/json'>({
  baseUrl: process.env['URL'] ?? '',
  headers: { authorization: \`Bearer \${process.env['TOKEN'] ?? ''}\` },
});
const received: Record<string, unknown> = {};
${calls.join('\n')}
console.log(JSON.stringify(received));
`;
}

function callOf(method: string, path: string, operation: OperationObject): string {
  const { operationId, parameters = [], requestBody, responses } = operation;
  const valuesIn = (place: string): Record<string, unknown> => {
    const given = parameters.filter((parameter) => parameter.in === place && parameter.example !== undefined);
    if (given.length === 0) return {};
    return { [place]: Object.fromEntries(given.map(({ name, example }) => [name, example])) };
  };
  const content = responses['200']?.content ?? {};
  const options = {
    params: { ...valuesIn('path'), ...valuesIn('query') },
    ...(requestBody && { body: requestBody.content['application/json']?.example }),
    ...(!('application/json' in content) && { parseAs: 'text' }),
  };
  const example = content['application/json']?.example;
  const check =
    example === undefined
      ? ''
      : `  const example: typeof data = ${JSON.stringify(example)};\n  void example;\n`;
  return `{
  const { data, response } = await client.${method.toUpperCase()}(${JSON.stringify(path)}, ${JSON.stringify(options)});
  if (!response.ok) throw new Error('${operationId}: ' + response.status);
${check}  received['${operationId}'] = data;
}`;
}
