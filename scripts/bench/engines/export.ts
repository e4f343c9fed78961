import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OwnEngine } from './own-engine';

const TABLES: Readonly<Record<string, string>> = {
  events: `SELECT org_id, user_id, id, true AS is_session, created_at FROM headcount.sessions
           UNION ALL SELECT org_id, user_id, id, false, created_at FROM headcount.searches`,
  reports: `SELECT toString(client_id) AS client_id, toString(app_id) AS app_id, activity_date, user_id, platform, id,
           report.day_active_ms AS active_ms, report.day_session_count AS session_count FROM headcount.app_usage_reports`,
  people: 'SELECT user_id, username FROM headcount.users',
};

/** Writes the events, reports and people into `<table>.<format>` files, for the other engines to load. */
export async function exportEvents(
  engine: OwnEngine,
  directory: string,
  format: 'parquet' | 'csv',
): Promise<void> {
  for (const [table, select] of Object.entries(TABLES)) {
    const file = join(directory, `${table}.${format}`);
    if (existsSync(file)) continue;
    const settings = `output_format_parquet_string_as_string = 1, date_time_output_format = 'simple'`;
    await engine.run(
      `${select} SETTINGS ${settings} INTO OUTFILE '${file}' FORMAT ${format === 'csv' ? 'CSV' : 'Parquet'}`,
    );
  }
}
