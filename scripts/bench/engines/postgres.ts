import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Peer } from './peer';
import { type PostgresServer, startPostgres } from './postgres-server';

const SCHEMA = `
CREATE TABLE events (org_id text, user_id text, id text, is_session boolean, created_at timestamp(3));
CREATE TABLE reports (client_id uuid, app_id uuid, activity_date date, user_id text, platform text, id text,
                      active_ms bigint, session_count bigint);
CREATE TABLE people (user_id text PRIMARY KEY, username text);`;
/** Each question reads an index alone. */
const INDEXES = [
  'CREATE INDEX ON events (created_at) INCLUDE (user_id, is_session)',
  'CREATE INDEX ON events (org_id, created_at) INCLUDE (user_id, is_session)',
  'CREATE INDEX ON reports (client_id, app_id, activity_date) INCLUDE (user_id, active_ms, session_count)',
  'CREATE INDEX ON reports (activity_date, user_id)',
];
const TABLES = ['events', 'reports', 'people'];
const CONNECT_ATTEMPTS = 100;
const CONNECT_PAUSE_MS = 100;

/** PostgreSQL on the exported events, with covering indexes and fresh statistics. */
export async function openPostgres(programs: string, directory: string): Promise<Peer> {
  const server = startPostgres(programs, directory);
  try {
    const client = await connect(server);
    const rows = async (text: string) => (await client.query<unknown[]>({ text, rowMode: 'array' })).rows;
    const [[isLoaded] = []] = await rows("SELECT to_regclass('loaded') IS NOT NULL");
    if (isLoaded !== true) await load(client, directory);
    const [[version] = []] = await rows('SHOW server_version');
    return {
      name: 'postgres',
      version: `PostgreSQL ${String(version)}`,
      rows,
      close: async () => {
        await client.end();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Created and filled in one transaction, which needs no write-ahead log. */
async function load(client: Client, directory: string): Promise<void> {
  await client.query('BEGIN');
  await client.query(SCHEMA);
  for (const table of TABLES)
    await client.query(`COPY ${table} FROM '${join(directory, `${table}.csv`)}' (FORMAT csv)`);
  await client.query('COMMIT');
  for (const index of INDEXES) await client.query(index);
  await client.query('VACUUM (ANALYZE)');
  await client.query('CREATE TABLE loaded ()');
}

export async function connect({ directory }: PostgresServer): Promise<Client> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new Client({ host: directory, user: 'bench', database: 'postgres' });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (attempt >= CONNECT_ATTEMPTS) throw error;
      await pause(CONNECT_PAUSE_MS);
    }
  }
}
