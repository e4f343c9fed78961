import type { Facts, Session } from '../facts';
import { averageOfAcus } from './acus';
import { pullRequests } from './pull-requests';
import { sessionsIn } from './range';
import type { RangeQuestion } from './range';

const SIZES = ['xs', 's', 'm', 'l', 'xl'] as const;
const ORIGINS = ['webapp', 'slack', 'teams', 'api', 'linear', 'jira', 'automation', 'desktop'] as const;

/** `sessions`. Origins outside the list are in the total alone. */
export function sessionMetrics(facts: Facts, question: RangeQuestion): object {
  const sessions = sessionsIn(facts, question);
  const known = pullRequests(facts);
  const withMerged = sessions.filter(({ sent }) =>
    (sent.pull_requests ?? []).some(({ id }) => known.get(id)?.state === 'merged'),
  );
  const count = (holds: (session: Session) => boolean): number => sessions.filter(holds).length;
  return {
    sessions_created_count: sessions.length,
    avg_acus_per_session: averageAcus(sessions),
    sessions_created_with_playbook_count: count(({ sent }) => sent.playbook_id !== undefined),
    sessions_created_with_search_count: count(({ sent }) => sent.from_search === true),
    sessions_with_merged_prs_count: withMerged.length,
    sessions_created_by_size: countBy(sessions, SIZES, ({ sent }) => sent.size),
    sessions_with_merged_prs_by_size: countBy(withMerged, SIZES, ({ sent }) => sent.size),
    sessions_created_by_origin: countBy(sessions, ORIGINS, ({ sent }) => sent.origin),
  };
}

/** Over the sessions that carry any, to two decimals; 0 where none does. */
function averageAcus(sessions: readonly Session[]): number {
  const acus = sessions.flatMap(({ sent }) => (sent.acus === undefined ? [] : [sent.acus]));
  return averageOfAcus(acus);
}

function countBy(
  sessions: readonly Session[],
  names: readonly string[],
  nameOf: (session: Session) => string | undefined,
): Record<string, number> {
  return Object.fromEntries(
    names.map((name) => [name, sessions.filter((session) => nameOf(session) === name).length]),
  );
}
