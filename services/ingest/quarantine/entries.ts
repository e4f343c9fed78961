import type { QueryParams, Store } from '../../../clickhouse/store';
import { columnsAt } from '../../platform/formats/list';
import type { Place, QuarantineQuery } from './quarantine-parameters';

/** A row of clickhouse/queries/ingest/quarantine.sql. */
export interface EntryRow {
  readonly quarantine_id: string;
  readonly received_at_ms: string;
  readonly subject: string;
  readonly request_id: string;
  readonly reason_code: string;
  readonly reason_path: string;
  readonly reason_message: string;
  readonly payload: string;
  readonly payload_encoding: string;
  readonly replayed_at_ms: string;
  readonly taken_at_ms: string | null;
}

/** A refused event as an operator reads it. */
export interface QuarantineEntry {
  readonly quarantine_id: string;
  readonly received_at: string;
  readonly subject: string;
  readonly request_id: string;
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly payload: string;
  readonly payload_encoding: string;
  readonly replayed_at: string | null;
  readonly taken_at: string | null;
}

const FIELDS: readonly (keyof EntryRow)[] = [
  ...(['quarantine_id', 'received_at_ms', 'subject', 'request_id', 'reason_code', 'reason_path'] as const),
  ...(['reason_message', 'payload', 'payload_encoding', 'replayed_at_ms', 'taken_at_ms'] as const),
];
export const ENTRY_COLUMNS = columnsAt<QuarantineEntry>({
  quarantine_id: 'text',
  received_at: 'text',
  subject: 'text',
  request_id: 'text',
  code: 'text',
  path: 'text',
  message: 'text',
  payload: 'text',
  payload_encoding: 'text',
  replayed_at: 'text',
  taken_at: 'text',
});
/** More rows than there are. */
const NO_LIMIT = 4_294_967_295;

export async function readEntries(
  store: Store,
  tenant: string,
  query: QuarantineQuery,
  rowLimit: number,
): Promise<EntryRow[]> {
  return await store.query<EntryRow>('ingest/quarantine', paramsOf(tenant, query, rowLimit));
}

/** All entries from the query's place on, block by block. */
export async function* streamEntries(
  store: Store,
  tenant: string,
  query: QuarantineQuery,
  signal: AbortSignal,
): AsyncGenerator<readonly QuarantineEntry[]> {
  const params = paramsOf(tenant, query, NO_LIMIT);
  for await (const rows of store.stream<EntryRow>('ingest/quarantine', params, FIELDS, signal)) {
    yield rows.map(entryOf);
  }
}

export function entryOf(row: EntryRow): QuarantineEntry {
  return {
    quarantine_id: row.quarantine_id,
    received_at: new Date(Number(row.received_at_ms)).toISOString(),
    subject: row.subject,
    request_id: row.request_id,
    code: row.reason_code,
    path: row.reason_path,
    message: row.reason_message,
    payload: row.payload,
    payload_encoding: row.payload_encoding,
    replayed_at: timeOrNull(row.replayed_at_ms),
    taken_at: timeOrNull(row.taken_at_ms),
  };
}

export function placeOfEntry(row: EntryRow): Place {
  return { atMs: Number(row.received_at_ms), id: row.quarantine_id };
}

function timeOrNull(ms: string | null): string | null {
  return ms === null || Number(ms) === 0 ? null : new Date(Number(ms)).toISOString();
}

function paramsOf(tenant: string, query: QuarantineQuery, rowLimit: number): QueryParams {
  return {
    tenant,
    code: query.code,
    state: query.state,
    from_ms: query.fromMs,
    to_ms: query.toMs,
    after_ms: query.after.atMs,
    after_id: query.after.id,
    row_limit: rowLimit,
  };
}
