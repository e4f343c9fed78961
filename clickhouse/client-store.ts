import { addAbortSignal } from 'node:stream';
import type { createClient } from '@clickhouse/client';
import { StoreError, toStoreError, type StoreErrorKind } from './errors';
import { Activity } from './activity';
import type { AnswerCache } from './answer-cache';
import type { FairQueue } from './fair-queue';
import {
  FURTHER_NUMBERS,
  type FurtherNumberRow,
  takesFurtherNumbers,
  withFurtherNumbers,
} from './further-numbers';
import type { KeptBuckets } from './kept-buckets';
import { readTurn } from './read-turn';
import { inDatabase, WRITTEN_DATABASE } from './sql/database';
import { singleStatement } from './sql/statements';
import type { InsertBatch, QueryParams, Store } from './store';
import { tableScope } from './table-scope';
import { tenantsOfRows } from './tenants-of-rows';
import { EVERYTHING, type Scope, type Writes, type Written } from './writes';

type Client = ReturnType<typeof createClient>;

export interface StoreClients {
  /** Limited and read-only. */
  readonly read: Client;
  /** Streams its answers; read-only, with limits of its own. */
  readonly export: Client;
  /** One at a time, read-only, small and slow. */
  readonly audit: Client;
  /** For inserts, statements of ours and the ping. */
  readonly write: Client;
  /** What an error without a ClickHouse number means here. */
  readonly unnumberedError: StoreErrorKind;
  /** As Store.sync. */
  readonly sync: () => Promise<void>;
  /** The statements that one of ours becomes here, all safe to run again; itself where it is absent. */
  readonly render?: (statement: string) => readonly string[];
}

/** What is remembered of answers, where every write of the store goes through here. */
export interface Remembered {
  readonly writes: Writes;
  readonly answers: AnswerCache;
  readonly buckets: KeptBuckets;
}

interface Reading {
  readonly turn: (tenant: string) => string;
  readonly signal?: AbortSignal | undefined;
  readonly scope?: Scope | undefined;
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;

/** The store over clients of @clickhouse/client, whichever engine they reach. Reads take turns by tenant. */
export function clientStore(
  clients: StoreClients,
  questions: ReadonlyMap<string, string>,
  database: string,
  reads: FairQueue,
  remembered?: Remembered,
): Store {
  const activity = new Activity();
  const scopes = new Map([...questions].map(([name, text]) => [name, tableScope(text, database)]));
  const takingNumbers = new Set([...questions.keys()].filter((name) => takesFurtherNumbers(textOf(name))));

  function textOf(question: string): string {
    const text = questions.get(question);
    if (text === undefined) throw new StoreError('invalid', { message: `There is no question ${question}.` });
    return text;
  }

  async function query<Row>(
    text: string,
    params: QueryParams,
    { turn, signal, scope }: Reading,
  ): Promise<Row[]> {
    if (signal?.aborted) throw new StoreError('cancelled');
    const tenant = typeof params.tenant === 'string' ? params.tenant : '';
    const read = async (): Promise<string> => {
      const result = await clients.read.query({
        query: text,
        query_params: { ...params },
        format: 'JSON',
        ...(signal && { abort_signal: signal }),
      });
      return await result.text();
    };
    const inTurn = (): Promise<string> => reads.run(turn(tenant), signal, read);
    // What is asked about no tenant, such as the figures for Prometheus, has nobody waiting.
    const compute = tenant === '' ? inTurn : () => activity.during(inTurn);
    const answer = remembered
      ? await remembered.answers.answer(text, params, compute, scope)
      : await compute();
    return (JSON.parse(answer) as { data: Row[] }).data;
  }

  function ask<Row>(question: string, params: QueryParams, signal?: AbortSignal): Promise<Row[]> {
    const text = textOf(question);
    const turn = (tenant: string): string => readTurn(question, tenant);
    const reading = { turn, signal, scope: scopes.get(question) };
    if (!takingNumbers.has(question)) return query<Row>(text, params, reading);
    const { tenant = '' } = params;
    return withFurtherNumbers(
      () =>
        query<FurtherNumberRow>(
          textOf(FURTHER_NUMBERS),
          { tenant },
          { ...reading, scope: scopes.get(FURTHER_NUMBERS) },
        ),
      (numbers) => query<Row>(text, { ...params, ...numbers }, reading),
    );
  }

  async function* stream<Row>(
    question: string,
    params: QueryParams,
    columns: readonly string[],
    signal?: AbortSignal,
  ): AsyncGenerator<Row[]> {
    if (columns.length === 0 || !columns.every((column) => IDENTIFIER.test(column))) {
      throw new StoreError('invalid', { message: 'A streamed question names its columns.' });
    }
    const end = activity.begin();
    try {
      const text = textOf(question);
      if (signal?.aborted) throw new StoreError('cancelled');
      const result = await clients.export.query({
        query: `SELECT ${columns.join(', ')} FROM (\n${text}\n)`,
        query_params: { ...params },
        format: 'JSONEachRow',
        ...(signal && { abort_signal: signal }),
      });
      const blocks = result.stream<Row>();
      if (signal) addAbortSignal(signal, blocks);
      for await (const rows of blocks) yield rows.map((row) => row.json());
    } catch (error) {
      if (signal?.aborted) throw new StoreError('cancelled', { cause: error });
      throw toStoreError(error, clients.unnumberedError);
    } finally {
      end();
    }
  }

  async function audit<Row>(statement: string, signal?: AbortSignal): Promise<Row[]> {
    const result = await clients.audit.query({
      query: inDatabase(singleStatement(statement), database),
      format: 'JSON',
      ...(signal && { abort_signal: signal }),
    });
    return (await result.json<Row>()).data;
  }

  async function insert({ table, columns, rows }: InsertBatch): Promise<void> {
    const name = unqualified(table);
    if (columns.length === 0 || ![name, ...columns].every((identifier) => IDENTIFIER.test(identifier))) {
      throw new StoreError('invalid', { message: 'An insert names a table and its columns.' });
    }
    if (rows.length === 0) throw new StoreError('invalid', { message: 'An insert needs at least one row.' });
    await clients.write.insert({
      table: `${database}.${name}`,
      columns: [...columns] as [string, ...string[]],
      values: inPieces(rows),
      format: 'JSONCompactEachRow',
    });
  }

  return {
    database,
    query: async <Row>(question: string, params: QueryParams, signal?: AbortSignal) =>
      guarded((async () => ask<Row>(question, params, signal))(), signal),
    read: async <Row>(statement: string) =>
      guarded(
        (async () =>
          query<Row>(inDatabase(singleStatement(statement), database), {}, { turn: (tenant) => tenant }))(),
      ),
    stream,
    insert: async (batch) =>
      guarded(
        written(
          () => writtenBy(batch),
          () => insert(batch),
        ),
      ),
    command: async (statement) =>
      guarded(
        written(
          () => EVERYTHING,
          async () => {
            const one = singleStatement(statement);
            for (const rendered of clients.render?.(one) ?? [one])
              await clients.write.command({ query: inDatabase(rendered, database) });
          },
        ),
      ),
    audit: async <Row>(statement: string, signal?: AbortSignal) =>
      guarded(audit<Row>(statement, signal), signal),
    sync: clients.sync,
    idleMs: () => activity.idleMs(),
    generationOf: (tenant) => remembered?.writes.generationOf(tenant),
    keptByBucket: async (asked, compute) =>
      remembered ? remembered.buckets.values(asked, compute) : compute(asked.buckets),
    ping: async () => (await clients.write.ping({ select: true })).success,
    close: async () => {
      for (const client of new Set([clients.audit, clients.export, clients.read, clients.write]))
        await client.close();
    },
  };

  async function written(concerned: () => Written, work: () => Promise<void>): Promise<void> {
    await activity.during(() => (remembered ? remembered.writes.during(concerned(), work) : work()));
  }

  async function guarded<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (signal?.aborted) throw new StoreError('cancelled', { cause: error });
      throw toStoreError(error, clients.unnumberedError);
    }
  }
}

const ROWS_A_PIECE = 1_000;

/** The client handles each of its values by itself, which for each row would take longer than all the rest. */
function inPieces(rows: readonly string[]): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < rows.length; from += ROWS_A_PIECE)
    pieces.push(rows.slice(from, from + ROWS_A_PIECE).join('\n'));
  return pieces;
}

function unqualified(table: string): string {
  return table.startsWith(`${WRITTEN_DATABASE}.`) ? table.slice(WRITTEN_DATABASE.length + 1) : table;
}

function writtenBy(batch: InsertBatch): Written {
  return { tenants: tenantsOfRows(batch), days: batch.days ?? 'all', table: unqualified(batch.table) };
}

/** Rows come as JSON texts already, one or some to a value; the client must not turn them into JSON once more. */
export const ROWS_AS_WRITTEN = {
  stringify: (row: unknown): string => {
    if (typeof row !== 'string') throw new TypeError('a row must be JSON text');
    return row;
  },
};
