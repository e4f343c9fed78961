import { createRandom } from '../../../../scripts/demo/random';
import type { Parameter, Schema } from '../../../../services/platform/openapi/description';
import { buildDocument } from '../../../../services/platform/openapi/build-document';
import type { OperationObject } from '../../../../services/platform/openapi/openapi-document';
import { SOURCES } from '../../../../services/platform/openapi/sources';
import { valueOf } from '../../../fuzz/values';
import { EXAMPLES_NOW, OPERATIONS } from '../../../support/examples';
import { CLIENT } from '../../access/credentials';
import { encoded } from '../calls';
import type { Call } from '../calls';

/** Somewhere a caller's text goes in, and the call that carries it there. */
export interface Place {
  readonly name: string;
  readonly call: (text: string) => Call;
}

const DOCUMENT = buildDocument(SOURCES);
const JSON_BODY = { 'content-type': 'application/json' };

/** Every parameter of every operation in the API description, and every text in every body that it takes. */
export function describedPlaces(): readonly Place[] {
  return OPERATIONS.flatMap((described) => {
    const { path, method, example } = described;
    const operation = DOCUMENT.paths[path]?.[method];
    if (!operation) throw new Error(`${method} ${path} is not in the document`);
    const call = (change: Change): Call => ({
      method: method.toUpperCase(),
      path: addressOf(path, operation, example, change),
      ...(example.body !== undefined && {
        headers: JSON_BODY,
        body: JSON.stringify(change.body ?? example.body),
      }),
    });
    const parameters = (operation.parameters ?? []).map((parameter) => ({
      name: `${method} ${path} ${parameter.in} ${parameter.name}`,
      call: (text: string) => call({ parameter, text }),
    }));
    const fields = bodiesOf(operation).flatMap(([title, schema]) =>
      fieldsOf(schema).map(({ field, bodyWith }) => ({
        name: `${method} ${path} body ${title} ${field}`,
        call: (text: string) => call({ body: bodyWith(text) }),
      })),
    );
    return [...parameters, ...fields];
  });
}

interface Change {
  readonly parameter?: Parameter;
  readonly text?: string;
  readonly body?: unknown;
}

/** The example's address with one parameter changed. */
function addressOf(
  path: string,
  { parameters = [] }: OperationObject,
  { path: ids = {}, query = {} }: (typeof OPERATIONS)[number]['example'],
  { parameter, text = '' }: Change,
): string {
  const inPath = (name: string): string =>
    parameter?.in === 'path' && parameter.name === name ? text : (ids[name] ?? '');
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(inPath(name)));
  const pairs = parameters
    .filter((one) => one.in === 'query')
    .flatMap(({ name }) => {
      if (parameter?.in === 'query' && parameter.name === name) return [[name, text]];
      return [query[name] ?? []].flat().map((value: unknown) => [name, String(value)]);
    });
  if (pairs.length === 0) return filled;
  return `${filled}?${pairs.map(([name = '', value = '']) => `${name}=${encoded(value)}`).join('&')}`;
}

/** The kinds of object that a body may be made of, each with its name. */
function bodiesOf({ requestBody }: OperationObject): [string, Schema][] {
  const schema = requestBody?.content['application/json']?.schema;
  return schema === undefined ? [] : kindsOf(schema as Schema);
}

function kindsOf(schema: Schema): [string, Schema][] {
  const target = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  if (target !== undefined) return kindsOf(DOCUMENT.components.schemas[target] ?? {});
  const choices = (schema.oneOf ?? schema.anyOf) as readonly Schema[] | undefined;
  if (choices) return choices.flatMap(kindsOf);
  return schema.type === 'object' ? [[typeof schema.title === 'string' ? schema.title : '', schema]] : [];
}

interface Field {
  readonly field: string;
  readonly bodyWith: (text: string) => object;
}

/** Every property that may be a text or a list of objects with texts, each in an object that is good otherwise, and one that nobody knows. */
function fieldsOf(schema: Schema): readonly Field[] {
  const properties = Object.entries((schema.properties ?? {}) as Readonly<Record<string, Schema>>);
  const required = { ...schema, properties: pick(properties, (schema.required ?? []) as readonly string[]) };
  const maker = { nowMs: EXAMPLES_NOW.getTime(), components: DOCUMENT.components.schemas };
  const good = (): Record<string, unknown> => {
    const object = valueOf(required, '', { ...maker, random: createRandom('good') }) as Record<
      string,
      unknown
    >;
    return 'client_id' in object ? { ...object, client_id: CLIENT } : object;
  };
  const texts = properties.map(([field, property]): Field => {
    const items = property.items as Schema | undefined;
    const isList = [property.type].flat().includes('array');
    const listed = (text: string): unknown =>
      items !== undefined && kindsOf(items).length > 0
        ? kindsOf(items).flatMap(([, one]) => fieldsOf(one).map(({ bodyWith }) => bodyWith(text)))
        : [text];
    return { field, bodyWith: (text) => ({ ...good(), [field]: isList ? listed(text) : text }) };
  });
  return [...texts, { field: '(a name)', bodyWith: (text) => ({ ...good(), [text]: 1 }) }];
}

function pick<Value>(entries: readonly [string, Value][], names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(entries.filter(([name]) => names.includes(name)));
}

/** Every request header that decides anything; see the test that looks for them in the code. */
export const READ_HEADERS = [
  'accept',
  'authorization',
  'content-encoding',
  'content-type',
  'if-none-match',
  'origin',
  'x-auth-token',
  'x-forwarded-proto',
  'x-request-id',
  'x-user-id',
] as const;

/** Each such header on a route that reads it. Node's client refuses to send what a header cannot carry. */
export function headerPlaces(token: string): readonly Place[] {
  const dashboard = OPERATIONS.find(({ path }) => path.startsWith('/api/v1/'));
  if (!dashboard) throw new Error('no operation of the engagement family');
  const place = describedPlaces().find(({ name }) => name.includes(`${dashboard.path} query start`));
  const start = String([dashboard.example.query?.start].flat()[0]);
  const read = place?.call(start) ?? { path: '/' };
  const write: Call = { method: 'POST', path: '/v1/events', headers: JSON_BODY, body: '[]' };
  return READ_HEADERS.map((header) => {
    const base = header.startsWith('content-') ? write : read;
    const pair = {
      ...(header === 'x-auth-token' && { 'x-user-id': 'tester' }),
      ...(header === 'x-user-id' && { 'x-auth-token': token }),
    };
    const scheme = header === 'authorization' ? 'Bearer ' : '';
    return {
      name: `header ${header}`,
      call: (text) => ({ ...base, headers: { ...base.headers, ...pair, [header]: scheme + asHeader(text) } }),
    };
  });
}

function asHeader(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '');
}
