import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** What a request asks for, wherever its parts were put. */
export interface FrontRequest {
  readonly sql: string;
  /** The rows of an INSERT whose statement stands in the address. */
  readonly data: Buffer;
  readonly parameters: ReadonlyMap<string, string>;
  readonly settings: ReadonlyMap<string, string>;
  readonly queryId: string | undefined;
  readonly compressAnswer: boolean;
}

const NOT_SETTINGS =
  /^(param_.*|query|query_id|database|user|password|session_id|role|default_format|wait_end_of_query|enable_http_compression|http_.*|send_progress_in_http_headers|cancel_http_readonly_queries_on_client_close)$/;

export async function readRequest(incoming: IncomingMessage): Promise<FrontRequest> {
  const { searchParams } = new URL(incoming.url ?? '/', 'http://front');
  const body = await readBody(incoming);
  const form = formParts(incoming.headers['content-type'], body);
  const fields = new Map([...searchParams, ...form]);
  const statement = fields.get('query');
  const inBody = form.size > 0 ? '' : body.toString('utf8');
  const isInsertWithData = statement !== undefined && /^\s*INSERT\b/i.test(statement);
  return {
    sql: statement === undefined ? inBody : isInsertWithData ? statement : statement + inBody,
    data: body,
    parameters: only(fields, (name) => name.startsWith('param_'), 'param_'.length),
    settings: only(fields, (name) => !NOT_SETTINGS.test(name), 0),
    queryId: fields.get('query_id'),
    compressAnswer:
      fields.get('enable_http_compression') === '1' &&
      /\bgzip\b/.test(incoming.headers['accept-encoding'] ?? ''),
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
}

function formParts(contentType: string | undefined, body: Buffer): Map<string, string> {
  const boundary = /^multipart\/form-data;\s*boundary=(.+)$/.exec(contentType ?? '')?.[1];
  const parts = new Map<string, string>();
  if (boundary === undefined) return parts;
  for (const part of body.toString('utf8').split(`--${boundary}`).slice(1, -1)) {
    const headEnd = part.indexOf('\r\n\r\n');
    const name = /name="([^"]+)"/.exec(part.slice(0, headEnd))?.[1];
    if (name !== undefined) parts.set(name, part.slice(headEnd + 4, -2));
  }
  return parts;
}

function only(
  fields: ReadonlyMap<string, string>,
  wanted: (name: string) => boolean,
  prefixLength: number,
): Map<string, string> {
  return new Map(
    [...fields].filter(([name]) => wanted(name)).map(([name, value]) => [name.slice(prefixLength), value]),
  );
}
