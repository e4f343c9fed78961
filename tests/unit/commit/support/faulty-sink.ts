import type { InsertBatch } from '../../../../clickhouse/store';

/** Takes inserts as the store does, remembers every row, and fails where a test says so. */
export class FaultySink {
  readonly rows: string[] = [];
  readonly batches: InsertBatch[] = [];
  syncs = 0;
  running = 0;
  /** Throws to fail an insert; called before its rows are taken. */
  fault: (batch: InsertBatch) => void | Promise<void> = () => undefined;

  sync(): Promise<void> {
    this.syncs += 1;
    return Promise.resolve();
  }

  async insert(batch: InsertBatch): Promise<void> {
    this.running += 1;
    try {
      this.batches.push(batch);
      await this.fault(batch);
      this.rows.push(...batch.rows);
    } finally {
      this.running -= 1;
    }
  }
}

export function searches(...ids: string[]): InsertBatch {
  return { table: 'searches', columns: ['id'], rows: ids.map((id) => JSON.stringify([id])) };
}

export function sessions(...ids: string[]): InsertBatch {
  return { table: 'sessions', columns: ['id'], rows: ids.map((id) => JSON.stringify([id])) };
}
