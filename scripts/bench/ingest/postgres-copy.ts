import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../engines/postgres';
import { startPostgres } from '../engines/postgres-server';
import { type EventSpace, sentEvent } from './sent-events';

interface Sent {
  readonly type: string;
  readonly id: string;
  readonly user_id: string;
  readonly org_id: string;
  readonly created_at: string;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS sent (org_id text, user_id text, id text, is_session boolean, created_at timestamp(3));
CREATE INDEX IF NOT EXISTS sent_all ON sent (created_at) INCLUDE (user_id, is_session);
CREATE INDEX IF NOT EXISTS sent_org ON sent (org_id, created_at) INCLUDE (user_id, is_session);`;

/** Events a second that PostgreSQL takes by COPY from a file, a transaction a batch, synced, two indexes kept. */
export async function postgresCopy(
  programs: string,
  directory: string,
  batches: readonly number[],
  durationMs: number,
  space: EventSpace,
): Promise<ReadonlyMap<number, number>> {
  const server = startPostgres(programs, directory);
  const rates = new Map<number, number>();
  try {
    const client = await connect(server);
    await client.query(SCHEMA);
    for (const batch of batches) {
      const file = join(directory, `copy-${batch}.csv`);
      writeFileSync(file, csv(batch, space));
      const startedAt = performance.now();
      let copied = 0;
      for (; performance.now() - startedAt < durationMs; copied += batch)
        await client.query(`COPY sent FROM '${file}' (FORMAT csv)`);
      rates.set(batch, Math.round((copied / (performance.now() - startedAt)) * 1000));
    }
    await client.end();
  } finally {
    await server.stop();
  }
  return rates;
}

function csv(count: number, space: EventSpace): string {
  const lines = Array.from({ length: count }, (_, number) => {
    const { type, id, user_id, org_id, created_at } = JSON.parse(sentEvent('copy', number, space)) as Sent;
    return [org_id, user_id, id, type === 'session', created_at].join(',');
  });
  return `${lines.join('\n')}\n`;
}
