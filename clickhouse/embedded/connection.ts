import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ClickHouseClientConfigOptions } from '@clickhouse/client';
import { StoreError, toStoreError } from '../errors';
import { INSERT_SETTINGS } from '../limits';
import { bindParameters } from '../sql/parameters';
import { codeOf } from '../sql/scan';
import { singleStatement } from '../sql/statements';
import type { QueryParams } from '../store';
import type { Engine } from './engine';
import { parseInsert } from './insert-statement';
import { runRead } from './read';
import { streamRead } from './stream-read';

/** The interface through which `createClient({ connection })` reaches a store other than over HTTP. */
export type Connection = NonNullable<ClickHouseClientConfigOptions['connection']>;
type QueryRequest = Parameters<Connection['query']>[0];
type InsertRequest = Parameters<Connection['insert']>[0];
type ExecRequest = Parameters<Connection['exec']>[0];
type CommandRequest = Parameters<Connection['command']>[0];

const READ = /^[\s(]*(SELECT|WITH|EXPLAIN|SHOW|DESCRIBE|EXISTS)\b/i;
const WRITES_A_FILE = /\bINTO\s+OUTFILE\b/i;
/** Settings that mean something only to a server's HTTP side. */
const HTTP_ONLY = new Set(['wait_end_of_query']);

/**
 * The embedded engine as a connection of @clickhouse/client. Every call is one statement: reads go to a read-only session
 * with fixed limits, inserts to a writer as one buffer, anything else to the maintenance session. All errors are StoreErrors.
 * An aborted read stops in the engine; an insert cannot be aborted, because its outcome would be unknown.
 */
export function embeddedConnection(engine: Engine): Connection {
  async function read(request: QueryRequest): Promise<Buffer> {
    return runRead(engine, boundRead(request), request.abort_signal);
  }

  async function change(request: CommandRequest): Promise<void> {
    refuseSettings(request);
    const statement = boundStatement(request);
    const session = await engine.maintenance.take(request.abort_signal);
    try {
      await session.run((native) => native.queryAsync(statement));
    } finally {
      engine.maintenance.giveBack(session);
    }
  }

  async function insert(request: InsertRequest): Promise<void> {
    const target = parseInsert(singleStatement(request.query));
    const values = await collect(request.values);
    if (!hasContent(values)) throw new TypeError('an insert needs at least one row');
    const { table, columns, format } = target;
    const writer = await engine.writers.take();
    try {
      const settings = insertSettings(request);
      await writer.run((native) =>
        native.insert({ table, format, values, settings, ...(columns && { columns }) }),
      );
    } finally {
      engine.writers.giveBack(writer);
    }
  }

  return {
    query: async (request) =>
      guarded(async () => ({
        ...result(request),
        stream: Readable.from([await read(request)], { objectMode: false }),
      })),
    exec: async (request: ExecRequest) =>
      guarded(async () => {
        const { values } = request;
        if (values === undefined) {
          return { ...result(request), stream: Readable.from([await read(request)], { objectMode: false }) };
        }
        await insert({ ...request, values });
        return { ...result(request), stream: Readable.from([]) };
      }),
    insert: async (request) =>
      guarded(async () => {
        await insert(request);
        return result(request);
      }),
    command: async (request) =>
      guarded(async () => {
        await change(request);
        return result(request);
      }),
    ping: async () => {
      try {
        await engine.control.run((native) => native.queryAsync('SELECT 1'));
        return { success: true };
      } catch (error) {
        return { success: false, error: toStoreError(error) };
      }
    },
    close: async () => engine.close(),
  };
}

/**
 * The same engine for answers of any length: a query's stream carries its rows while the engine computes them. `stallMs` is how
 * long its reader may take nothing. Closing it closes nothing.
 */
export function exportConnection(engine: Engine, stallMs: number): Connection {
  return {
    ...embeddedConnection(engine),
    query: async (request) =>
      guarded(async () => ({
        ...result(request),
        stream: await streamRead(engine, boundRead(request), { stallMs, signal: request.abort_signal }),
      })),
    close: () => Promise.resolve(),
  };
}

/** The same engine for comparing the store with itself: reads wait for the auditor and for nobody else. Closing it closes nothing. */
export function auditConnection(engine: Engine): Connection {
  return {
    ...embeddedConnection(engine),
    query: async (request) =>
      guarded(async () => {
        const bytes = await runRead(engine, boundRead(request), request.abort_signal, engine.auditor);
        return { ...result(request), stream: Readable.from([bytes], { objectMode: false }) };
      }),
    close: () => Promise.resolve(),
  };
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error);
  }
}

function result(request: { query_id?: string }): {
  query_id: string;
  response_headers: Record<string, string>;
  http_status_code: number;
} {
  return { query_id: request.query_id ?? randomUUID(), response_headers: {}, http_status_code: 200 };
}

function boundRead(request: QueryRequest): string {
  refuseSettings(request);
  const code = codeOf(request.query);
  if (!READ.test(code) || WRITES_A_FILE.test(code)) throw new SyntaxError('a read must be a plain query');
  return boundStatement(request);
}

function boundStatement(request: QueryRequest): string {
  return bindParameters(singleStatement(request.query), (request.query_params ?? {}) as QueryParams);
}

/** On an embedded session a setting would stay for whoever comes next; limits are fixed when the session opens. */
function refuseSettings(request: { clickhouse_settings?: object }): void {
  if (Object.keys(request.clickhouse_settings ?? {}).length > 0) {
    throw new StoreError('invalid', { message: 'The embedded engine takes settings with inserts only.' });
  }
}

function insertSettings(request: InsertRequest): Record<string, string | number | boolean> {
  const settings: Record<string, string | number | boolean> = { ...INSERT_SETTINGS };
  for (const [name, value] of Object.entries(request.clickhouse_settings ?? {})) {
    if (value === undefined || HTTP_ONLY.has(name)) continue;
    if (typeof value === 'object') throw new TypeError('a setting must be text, a number or a boolean');
    settings[name] = value;
  }
  return settings;
}

/** The whole payload as bytes: joining chunks as text would break characters that are cut between two of them. */
async function collect(values: string | Readable): Promise<Buffer> {
  if (typeof values === 'string') return Buffer.from(values, 'utf8');
  const chunks: Buffer[] = [];
  for await (const chunk of values as AsyncIterable<unknown>) {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, 'utf8'));
    else if (ArrayBuffer.isView(chunk))
      chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    else throw new TypeError('an insert takes bytes or text');
  }
  const [only] = chunks;
  return only && chunks.length === 1 ? only : Buffer.concat(chunks);
}

function hasContent(bytes: Buffer): boolean {
  return bytes.some((byte) => byte > 0x20);
}
