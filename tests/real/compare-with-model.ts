import { isDeepStrictEqual } from 'node:util';
import { activeUsers, activeUsersSeries } from '../model/devin/active-users';
import type { ActiveUsers, ActiveUsersQuestion } from '../model/devin/active-users';
import { settle } from '../model/facts';
import type { Facts } from '../model/facts';
import type { SentEvent } from '../model/sent-event';
import { EMPTY_WORLD } from '../model/world';
import { queryText } from '../support/api';
import type { Api } from '../support/api';
import { furtherQuestions } from './further-questions';

export interface Comparison {
  /** How many numbers of active users and other answers were compared. */
  readonly compared: number;
  /** The first ones that differ, with the call. */
  readonly differences: readonly string[];
  readonly differenceCount: number;
}

const DAY_SECONDS = 86_400;
const MAX_SERIES_DAYS = 3_700;
const THRESHOLDS = [
  [1, 1],
  [3, 1],
  [1, 3],
  [5, 5],
] as const;
const SERIES = { dau: 'day', wau: 'week', mau: 'month' } as const;
const KEPT_DIFFERENCES = 10;

/**
 * Compares DAU, WAU, MAU and active users, of every organization and of the enterprise, over the whole history, for several
 * thresholds, with the model; and a fixed choice of every other question.
 */
export async function compareHistory(api: Api, events: readonly SentEvent[]): Promise<Comparison> {
  const everything = settle({ ...EMPTY_WORLD, events });
  const created = [...everything.sessions, ...everything.searches].map(({ createdMs }) => createdMs / 1000);
  const first = Math.floor(created.reduce((a, b) => Math.min(a, b)));
  const last = Math.floor(created.reduce((a, b) => Math.max(a, b))) + 1;
  const tally = { compared: 0, differences: [] as string[], differenceCount: 0 };

  const ask = async (path: string, expected: readonly ActiveUsers[]): Promise<void> => {
    const { body } = await api.get(path);
    const answered = (Array.isArray(body) ? body : [body]) as readonly unknown[];
    tally.compared += expected.length;
    const wrong = expected.filter((one, index) => JSON.stringify(one) !== JSON.stringify(answered[index]));
    const count = Math.max(wrong.length, Math.abs(answered.length - expected.length));
    if (count === 0) return;
    tally.differenceCount += count;
    if (tally.differences.length < KEPT_DIFFERENCES) {
      tally.differences.push(`${path}: expected ${JSON.stringify(wrong.slice(0, 3))}`);
    }
  };

  for (const { scope, facts } of scopesOf(everything)) {
    for (const [min_sessions, min_searches] of THRESHOLDS) {
      const thresholds = { min_sessions, min_searches };
      for (const range of windows(first, last, MAX_SERIES_DAYS)) {
        const question: ActiveUsersQuestion = { ...range, ...thresholds };
        for (const [metric, unit] of Object.entries(SERIES)) {
          const path = `/v3/${scope}/metrics/${metric}${queryText({ ...question })}`;
          await ask(path, activeUsersSeries(facts, unit, question));
        }
      }
      for (const range of [{ time_after: first, time_before: last }, ...windows(first + 4_567, last, 181)]) {
        const question: ActiveUsersQuestion = { ...range, ...thresholds };
        await ask(`/v3/${scope}/metrics/active-users${queryText({ ...question })}`, [
          activeUsers(facts, question),
        ]);
      }
    }
  }
  const orgIds = scopesOf(everything)
    .slice(1)
    .map(({ scope }) => scope.replace('organizations/', ''));
  for (const { path, expected } of furtherQuestions(first, last, orgIds)) {
    const { body } = await api.get(path);
    tally.compared += 1;
    if (isDeepStrictEqual(body, JSON.parse(JSON.stringify(expected(everything))))) continue;
    tally.differenceCount += 1;
    tally.differences.push(path);
  }
  return tally;
}

function scopesOf(everything: Facts): { scope: string; facts: Facts }[] {
  const orgIds = new Set([...everything.sessions, ...everything.searches].map(({ orgId }) => orgId));
  const organizations = [...orgIds].map((wanted) => ({
    scope: `organizations/${wanted}`,
    facts: {
      ...everything,
      sessions: everything.sessions.filter(({ orgId }) => orgId === wanted),
      searches: everything.searches.filter(({ orgId }) => orgId === wanted),
    },
  }));
  return [{ scope: 'enterprise', facts: everything }, ...organizations];
}

/** Cuts a history into ranges of so many days, the last one shorter. */
function windows(first: number, last: number, days: number): { time_after: number; time_before: number }[] {
  const length = days * DAY_SECONDS;
  const count = Math.ceil((last - first) / length);
  return Array.from({ length: count }, (_, index) => ({
    time_after: first + index * length,
    time_before: Math.min(first + (index + 1) * length, last),
  }));
}
