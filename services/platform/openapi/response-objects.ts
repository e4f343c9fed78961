import { MEDIA_TYPES } from '../formats/format';
import type { OperationDescription, Schema } from './description';
import type { FamilyRules } from './family-rules';
import type { Content, Reference, ResponseObject } from './openapi-document';
import { componentRef } from './openapi-document';

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  200: 'Successful Response',
  207: 'Some Were Refused',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Not Authenticated',
  403: 'Not Permitted',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Validation Error',
  429: 'Too Many Requests',
  500: 'Server Error',
  503: 'Unavailable Now',
};

export const RESPONSE_HEADERS: Readonly<Record<string, Schema>> = {
  'X-Request-Id': {
    description: 'Names this request in the log.',
    required: true,
    schema: { type: 'string' },
  },
  ETag: { description: 'Names this very answer.', schema: { type: 'string' } },
  'WWW-Authenticate': { required: true, schema: { const: 'Bearer' } },
  'Retry-After': { description: 'Seconds to wait.', required: true, schema: { type: 'string' } },
};

/** The answers of an operation by status: its own, 304 where a read may give it, and the errors of its family. */
export function responseObjects(
  operation: OperationDescription,
  rules: FamilyRules,
): Record<string, ResponseObject> {
  const needsToken = operation.permission !== undefined;
  const isRead = operation.method === 'get' && operation.isNeverTheSame !== true;
  const named = { ...(needsToken && rules.errors), ...operation.answers };
  const responses = Object.entries(named).map(([status, answer]): [string, ResponseObject] => [
    status,
    {
      description: DESCRIPTIONS[status] ?? status,
      headers: headersOf(status, isRead),
      content: contentOf(operation, status, answer),
    },
  ]);
  if (isRead) {
    responses.push(['304', { description: DESCRIPTIONS[304] ?? '', headers: headersOf('304', isRead) }]);
  }
  return Object.fromEntries(responses);
}

function headersOf(status: string, isRead: boolean): Record<string, Reference> {
  const names = ['X-Request-Id'];
  if (isRead && (status === '200' || status === '304')) names.push('ETag');
  if (status === '401') names.push('WWW-Authenticate');
  if (status === '429' || status === '503') names.push('Retry-After');
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function contentOf(operation: OperationDescription, status: string, answer: string): Content {
  if (answer.includes('/')) return { [answer]: { schema: { type: 'string' } } };
  const mediaType = answer === 'ProblemDetails' ? 'application/problem+json' : MEDIA_TYPES.json;
  const { answer: example } = operation.example;
  const isExample = status === '200' && example !== undefined;
  const json = { schema: componentRef(answer), ...(isExample && { example }) };
  const hasFormats = status === '200' && operation.hasFormats === true;
  return { [mediaType]: json, ...(hasFormats && OTHER_FORMATS) };
}

/** The whole list, every row by itself; Parquet and Arrow are binary and have no schema. */
const OTHER_FORMATS: Content = {
  [MEDIA_TYPES.csv]: { schema: { type: 'string' } },
  [MEDIA_TYPES.ndjson]: { schema: { type: 'string' } },
  [MEDIA_TYPES.parquet]: {},
  [MEDIA_TYPES.arrow]: {},
};
