import type { OwnEngine } from '../engines/own-engine';
import type { BenchQuestion } from '../questions';
import { ORG, TENANT, WIDE_CLIENT, wideApp, type Workload } from '../workload';

/** An event of each kind, as a producer sends it, that is stored already: sent again it changes no answer. */
export type TouchingEvents = Readonly<Record<BenchQuestion['touchedBy'], string>>;

export async function touchingEvents(engine: OwnEngine, workload: Workload): Promise<TouchingEvents> {
  return {
    'winter-session': await storedSession(engine, '2025-12-01', '2025-12-18'),
    'spring-session': await storedSession(engine, '2025-04-01', '2025-04-30'),
    'app-usage': await storedReport(engine, workload),
  };
}

async function storedSession({ rows }: OwnEngine, first: string, last: string): Promise<string> {
  const [row] = await rows(
    `SELECT org_id, user_id, id, origin, size, category, from_search, acus, created_at, updated_at, ended_at
     FROM headcount.sessions
     WHERE tenant = '${TENANT}' AND org_id = '${ORG}' AND day BETWEEN '${first}' AND '${last}' AND empty(pull_requests)
     LIMIT 1`,
  );
  if (!row)
    throw new Error(`the workload has no session of ${ORG} from ${first} to ${last}: its scale is too small`);
  const [org_id, user_id, id, origin, size, category, from_search, acus, created_at, updated_at, ended_at] =
    row;
  return JSON.stringify({
    type: 'session',
    ...{ org_id, user_id, id, origin, size, category, from_search, acus },
    created_at: rfc3339(created_at),
    updated_at: rfc3339(updated_at),
    ended_at: ended_at === null ? null : rfc3339(ended_at),
  });
}

async function storedReport({ rows }: OwnEngine, workload: Workload): Promise<string> {
  const [client_id, app_id] = [WIDE_CLIENT, wideApp(workload)];
  const columns = `user_id, id, platform, toString(activity_date), report.active_ms, report.session_count, report.updated_at`;
  const [row = []] = await rows(
    `SELECT ${columns} FROM headcount.app_usage_reports
     WHERE tenant = '${TENANT}' AND client_id = '${client_id}' AND app_id = '${app_id}' AND activity_date = '2025-12-10'
     LIMIT 1`,
  );
  const [user_id, id, platform, activity_date, active_ms, session_count, updated_at] = row;
  return JSON.stringify({
    type: 'app_usage',
    ...{ client_id, app_id, user_id, id, platform, activity_date, active_ms, session_count },
    updated_at: rfc3339(updated_at),
  });
}

/** From the engine's `2025-12-10 01:02:03.000`. */
function rfc3339(time: unknown): string {
  return `${String(time).replace(' ', 'T')}Z`;
}
