import Ajv2020 from 'ajv/dist/2020';
import type { ValidateFunction } from 'ajv';
import type { Response } from 'supertest';
import { buildDocument } from '../../services/platform/openapi/build-document';
import type { OperationObject } from '../../services/platform/openapi/openapi-document';
import { SOURCES } from '../../services/platform/openapi/sources';
import { closed } from './closed-schema';

/** What came back to a request. */
export interface SentAnswer {
  readonly method: string;
  /** May bear a query string. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string | null;
  /** The parsed JSON; anything where the answer is no JSON. */
  readonly body: unknown;
}

const document = buildDocument(SOURCES);
const schemas = { $defs: document.components.schemas };
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
ajv.addSchema(
  closed(JSON.parse(JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/$defs/'))),
  'api',
);
const validators = new Map<string, ValidateFunction>();

const operations = Object.entries(document.paths).map(([path, item]) => {
  const segments = path.split('/').map((segment) => (/^\{.*\}$/.test(segment) ? null : segment));
  return { path, segments, item };
});

/**
 * Throws unless the document describes this answer: its status, its media type and, for JSON, everything in it and nothing
 * else. Answers to requests that are none of the document's operations pass.
 */
export function expectDescribed({ method, path, status, contentType, body }: SentAnswer): void {
  const operation = operationAt(method, path);
  if (!operation || status === 405) return;
  const where = `${method} ${path}: ${status}`;
  const response = operation.responses[status];
  if (!response) throw new Error(`${where} is not described`);
  const mediaType = contentType?.split(';', 1)[0] ?? '';
  if (!response.content || method === 'HEAD') return;
  const content = response.content[mediaType];
  if (!content) throw new Error(`${where} is not described as ${mediaType}`);
  const target = content.schema?.$ref;
  if (typeof target !== 'string') return;
  const validate = validatorOf(target.replace('#/components/schemas/', ''));
  if (!validate(body)) throw new Error(`${where} is not as described: ${ajv.errorsText(validate.errors)}`);
}

/** The same for supertest: `.expect(describedAnswer)`. */
export function describedAnswer(response: Response): void {
  const { status } = response;
  const sent: unknown = response.body;
  const request = response.request as unknown as { readonly method: string; readonly url: string };
  const { pathname: path } = new URL(request.url);
  const contentType = response.get('content-type') ?? null;
  const isJsonAsBytes = Buffer.isBuffer(sent) && /^application\/(problem\+)?json$/.test(contentType ?? '');
  const body: unknown = isJsonAsBytes ? JSON.parse(sent.toString()) : sent;
  expectDescribed({ method: request.method, path, status, contentType, body });
}

function operationAt(method: string, path: string): OperationObject | undefined {
  const segments = path.replace(/\?.*$/s, '').split('/');
  const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
  const fitting = operations.filter(
    (operation) =>
      operation.segments.length === segments.length &&
      operation.segments.every((segment, index) => segment === null || segment === segments[index]),
  );
  return fitting.find(({ item }) => item[verb])?.item[verb];
}

function validatorOf(name: string): ValidateFunction {
  const known = validators.get(name) ?? ajv.compile({ $ref: `api#/$defs/${name}` });
  validators.set(name, known);
  return known;
}
