import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { createRandom } from '../../scripts/demo/random';
import type { Random } from '../../scripts/demo/random';
import type { OpenApiDocument, OperationObject } from '../../services/platform/openapi/openapi-document';
import type { Parameter, Schema } from '../../services/platform/openapi/description';
import { oddJson, oddText, withOneChange } from './mutations';
import { valueOf } from './values';
import type { ValueMaker } from './values';

/** One case: what is sent. */
export interface FuzzCall {
  readonly method: string;
  /** The operation's path in the document. */
  readonly pattern: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

export interface FuzzContext {
  readonly document: OpenApiDocument;
  readonly seed: string;
  readonly nowMs: number;
  /** Most cases carry the first; the others are worth less. */
  readonly tokens: readonly string[];
}

const ENCODERS = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync };
const ACCEPTS = [
  '*/*',
  'application/json',
  'text/csv',
  'application/x-ndjson',
  'text/html',
  'image/png',
  ';;q=',
  'a/b;q=2,*',
];

/** The case of this number: the same seed and number give the same case. */
export function makeCall(context: FuzzContext, number: number): FuzzCall {
  const { document, seed, nowMs, tokens } = context;
  const random = createRandom(`${seed}/${number}`);
  const maker: ValueMaker = { random, nowMs, components: document.components.schemas };
  const [pattern, method, operation] = anyOperation(document, random);
  const isValid = random.chance(0.12);
  const path = addressOf(pattern, operation, isValid, maker);
  const { body, type } = bodyOf(operation, isValid, maker);
  const encoding = body && random.chance(0.15) ? random.pick(['gzip', 'br', 'deflate'] as const) : undefined;
  const packed = body && encoding ? ENCODERS[encoding](body) : body;
  const token = random.chance(0.95) ? tokens[0] : random.pick([...tokens, 'x', '', oddText(random)]);
  const headers = {
    authorization: `Bearer ${token ?? ''}`,
    ...(type !== undefined && { 'content-type': type }),
    ...(encoding && { 'content-encoding': random.chance(0.95) ? encoding : 'br' }),
    ...(random.chance(0.2) && { accept: random.pick(ACCEPTS) }),
    ...(random.chance(0.05) && { 'if-none-match': random.pick(['*', '"x"', 'W/"x", "y"', oddText(random)]) }),
    ...(random.chance(0.05) && { 'x-request-id': oddText(random) }),
  };
  const sentMethod = random.chance(0.01)
    ? random.pick(['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS'])
    : method;
  return {
    method: sentMethod.toUpperCase(),
    pattern,
    path,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, headerText(value)])),
    body:
      packed && !isValid && random.chance(0.02) ? packed.subarray(0, random.below(packed.length)) : packed,
  };
}

type NamedOperation = readonly [path: string, method: string, operation: OperationObject];
type Cost = 'reads' | 'writes' | 'dear';
const operationsOf = new WeakMap<OpenApiDocument, Readonly<Record<Cost, readonly NamedOperation[]>>>();
/** They go through everything that is stored. */
const DEAR = /\/operator\/|\/replay$|^delete /;

/** Writes cost a commit to the disk, and a few are enough. */
function anyOperation(document: OpenApiDocument, random: Random): NamedOperation {
  const known = operationsOf.get(document) ?? byCost(document);
  operationsOf.set(document, known);
  return random.pick(known[random.chance(0.05) ? (random.chance(0.04) ? 'dear' : 'writes') : 'reads']);
}

function byCost({ paths }: OpenApiDocument): Record<Cost, readonly NamedOperation[]> {
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): NamedOperation => [path, method, operation]),
  );
  const costOf = ([path, method]: NamedOperation): Cost => {
    if (method === 'get') return 'reads';
    return DEAR.test(path) || DEAR.test(`${method} ${path}`) ? 'dear' : 'writes';
  };
  const of = (cost: Cost): readonly NamedOperation[] => all.filter((one) => costOf(one) === cost);
  return { reads: of('reads'), writes: of('writes'), dear: of('dear') };
}

/** What a header can carry. */
function headerText(value: string): string {
  return Buffer.from(value)
    .toString('latin1')
    .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '')
    .slice(0, 8_000);
}

function addressOf(pattern: string, operation: OperationObject, isValid: boolean, maker: ValueMaker): string {
  const { random } = maker;
  const parameters = operation.parameters ?? [];
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    return encodeURIComponent(
      isValid || random.chance(0.8) ? valid(parameter, name, maker) : wellFormed(oddText(random)),
    );
  });
  const inQuery = parameters.filter((one) => one.in === 'query');
  const pairs = inQuery.flatMap((parameter) => queryPairs(parameter, isValid, maker));
  if (!isValid && inQuery.length > 0) pairs.push([random.pick(inQuery).name, oddText(random)]);
  if (!isValid && random.chance(0.1)) pairs.push([oddText(random), oddText(random)]);
  const written = pairs.map(([name, value]) => {
    const isRaw = !isValid && random.chance(0.03);
    return `${encodeURIComponent(wellFormed(name))}=${isRaw ? rawText(value) : encodeURIComponent(wellFormed(value))}`;
  });
  return written.length === 0 ? path : `${path}?${written.join('&')}`;
}

function queryPairs(parameter: Parameter, isValid: boolean, maker: ValueMaker): [string, string][] {
  const { random } = maker;
  const { name, required } = parameter;
  if (!required && random.chance(0.6)) return [];
  const isFormat = name === 'format' && random.chance(0.7);
  if (isFormat) return [];
  if (isValid || random.chance(0.5)) {
    const value = valid(parameter, name, maker);
    return name === 'cursor' && isValid ? [] : [[name, value]];
  }
  if (random.chance(0.2)) return [];
  const one: [string, string] = [name, random.chance(0.2) ? '' : oddText(random)];
  return random.chance(0.1) ? [one, [name, oddText(random)]] : [one];
}

function valid(parameter: Parameter | undefined, name: string, maker: ValueMaker): string {
  const { example } = (parameter ?? {}) as { readonly example?: unknown };
  if (example !== undefined && maker.random.chance(0.3)) return [example].flat().map(String).join(',');
  const value = valueOf(parameter?.schema ?? { type: 'string' }, name, maker);
  if (Array.isArray(value)) return value.map(String).join(',') || 'x';
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}

/** Anything that Node's client lets into an address, escapes that are broken among it. */
function rawText(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]|[#&]/g, '%');
}

function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}

function bodyOf(
  operation: OperationObject,
  isValid: boolean,
  maker: ValueMaker,
): { body?: Buffer; type?: string } {
  const { random } = maker;
  const content = operation.requestBody?.content;
  const json = content?.['application/json'];
  if (!json?.schema)
    return random.chance(0.01) ? { body: Buffer.from(oddText(random)), type: 'text/plain' } : {};
  const isMany = 'application/x-ndjson' in (content ?? {});
  const good =
    random.chance(0.1) && json.example !== undefined
      ? json.example
      : valueOf(json.schema as Schema, '', maker);
  const value = isValid ? good : withOneChange(good, random);
  const isLines = isMany && Array.isArray(value) && random.chance(0.4);
  const text = isLines
    ? value.map((one) => `${JSON.stringify(one)}${random.pick(['\n', '\r\n', '\n\n'])}`).join('')
    : JSON.stringify(value);
  const body = isValid || random.chance(0.7) ? Buffer.from(text) : oddJson(text, random);
  const type = isLines ? 'application/x-ndjson' : 'application/json';
  return { body, type: isValid || random.chance(0.97) ? type : oddType(random) };
}

function oddType(random: Random): string {
  return random.pick([
    'text/json',
    'application/json; charset=latin1',
    '',
    'application/json;;',
    oddText(random),
  ]);
}
