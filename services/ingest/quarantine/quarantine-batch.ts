import type { InsertBatch } from '../../../clickhouse/store';
import type { Refusal } from '../rejection';

/** A refused event: why, and its text (or, if not UTF-8, its bytes) as sent. */
export interface RefusedEvent {
  readonly refusal: Refusal;
  readonly raw: string | Buffer;
}

/** The request that brought it. */
export interface RefusedRequest {
  readonly tenant: string;
  readonly subject: string;
  readonly requestId: string;
  readonly receivedAt: Date;
}

const COLUMNS = [
  ...['tenant', 'received_at', 'quarantine_id', 'subject', 'request_id'],
  ...['code', 'path', 'message', 'payload', 'payload_encoding'],
];

/** The rows that keep refused events for an operator (contract 4), about no day. `newId` gives each a UUID. */
export function quarantineBatch(
  refused: readonly RefusedEvent[],
  request: RefusedRequest,
  newId: () => string,
): InsertBatch {
  const { tenant, subject, requestId } = request;
  const receivedAt = request.receivedAt.toISOString().slice(0, -1);
  const rows = refused.map(({ refusal, raw }) => {
    const { code, path, message } = refusal;
    const payload = typeof raw === 'string' ? [raw, 'text'] : [raw.toString('base64'), 'base64'];
    return JSON.stringify([tenant, receivedAt, newId(), subject, requestId, code, path, message, ...payload]);
  });
  return { table: 'headcount.quarantine', columns: COLUMNS, rows, days: new Set() };
}
