import { migrate } from '../../clickhouse/migrate';
import type { QueryParams } from '../../clickhouse/store';
import { startProgress } from '../import/progress';
import type { OwnEngine } from './engines/own-engine';
import { sqlFile } from './sql-file';
import { FIRST_DAY, TENANT, WIDE_CLIENT, wideApp, type Workload } from './workload';

/** Below one block of the engine, so that each insert makes one part of each table, as an ingest commit does. */
const ROWS_PER_INSERT = 1_000_000;
/** Within one insert the engine may use both cores and run the views side by side. */
const INSERT_SETTINGS = '\nSETTINGS max_threads = 2, max_insert_threads = 1, parallel_view_processing = 1';

/** Makes the workload, unless an earlier run made it in this directory. */
export async function ensureWorkload(engine: OwnEngine, workload: Workload): Promise<void> {
  const [[marks] = []] = await engine.rows("SELECT count() FROM system.tables WHERE name = 'bench_workload'");
  if (Number(marks) > 0) return;
  await generate(engine, workload);
  await engine.run('CREATE TABLE headcount.bench_workload (made UInt8) ENGINE = TinyLog');
}

/**
 * Makes the workload inside the engine: the tables and views are the product's own, from its migrations. Resolves when the
 * engine has merged what it wants to merge.
 */
async function generate(engine: OwnEngine, workload: Workload): Promise<void> {
  await migrate(engine.store);
  const params = paramsOf(workload);
  for (const file of ['user-numbers', 'clients', 'apps', 'people'])
    await engine.run(sqlFile(`workload/${file}.sql`), params);
  const { sessions, searches, reports } = workload;
  const progress = startProgress('Making events', sessions + searches + reports);
  let made = 0;
  const insert = async (file: string, firstNumber: number, rows: number): Promise<void> => {
    const sql = withSettings(sqlFile(`workload/${file}.sql`));
    for (let done = 0; done < rows; done += ROWS_PER_INSERT) {
      const chunk = { from: firstNumber + done, rows: Math.min(ROWS_PER_INSERT, rows - done) };
      await engine.run(sql, { ...params, ...chunk });
      made += chunk.rows;
      progress.update(made, made);
    }
  };
  await insert('sessions', 0, sessions);
  await insert('searches', sessions, searches);
  await insert('app-usage', 0, reports);
  await engine.run(sqlFile('workload/wide-app.sql'), params);
  progress.stop();
  await settled(engine);
}

function paramsOf(workload: Workload): QueryParams {
  return {
    tenant: TENANT,
    first_day: FIRST_DAY,
    users: workload.users,
    app_users: workload.appUsers,
    orgs: workload.orgs,
    clients: workload.clients,
    apps_of_client: workload.appsOfClient,
    wide_client: WIDE_CLIENT,
    wide_app: wideApp(workload),
  };
}

/** In an INSERT ... SELECT the settings stand at the end. */
function withSettings(sql: string): string {
  return sql.trimEnd() + INSERT_SETTINGS;
}

const SETTLE_POLL_MS = 500;
const QUIET_POLLS = 4;

/** Waits until no merge has run for a while. */
async function settled({ rows }: OwnEngine): Promise<void> {
  for (let quiet = 0; quiet < QUIET_POLLS;) {
    const [[running] = []] = await rows('SELECT count() FROM system.merges');
    quiet = Number(running) === 0 ? quiet + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_POLL_MS));
  }
}
