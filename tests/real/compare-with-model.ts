import { isDeepStrictEqual } from 'node:util';
import { activeUsers, activeUsersSeries } from '../model/devin/active-users';
import { settle } from '../model/facts';
import type { Facts } from '../model/facts';
import type { SentEvent } from '../model/sent-event';
import { EMPTY_WORLD } from '../model/world';
import type { Question } from '../properties/questions/question';
import { queryText } from '../support/api';
import type { Api } from '../support/api';
import { furtherQuestions } from './further-questions';
import { type History, wholeHistoryQuestions } from './whole-history';
import { MAX_SERIES_DAYS, windows } from './windows';

export interface Comparison {
  /** How many values stood in the answers. */
  readonly compared: number;
  /** The first ones that differ, with the call. */
  readonly differences: readonly string[];
  readonly differenceCount: number;
}

const THRESHOLDS = [
  [1, 1],
  [3, 2],
  [1, 3],
  [5, 5],
] as const;
const SERIES = { dau: 'day', wau: 'week', mau: 'month' } as const;
const KEPT_DIFFERENCES = 10;
const BUSIEST = 20;
const ASKED_AT_ONCE = 4;

/**
 * Which questions are asked: the enterprise's active users alone; active users of every organization and some questions of every
 * other kind; or all of them over all of the history.
 */
export type Depth = 'glance' | 'samples' | 'everything';

/** Compares the answers about a whole history with the model. */
export async function compareHistory(
  api: Api,
  events: readonly SentEvent[],
  depth: Depth,
): Promise<Comparison> {
  const nowMs = Date.now();
  const everything = settle({ ...EMPTY_WORLD, events });
  const created = [...everything.sessions, ...everything.searches].map(({ createdMs }) => createdMs / 1000);
  const first = Math.floor(created.reduce((a, b) => Math.min(a, b)));
  const last = Math.floor(created.reduce((a, b) => Math.max(a, b))) + 1;
  const scopes = scopesOf(everything);
  const history = {
    first,
    last,
    orgIds: scopes.flatMap(({ orgId }) => orgId ?? []),
    userIds: busiest(everything),
  };
  const tally = { compared: 0, differences: [] as string[], differenceCount: 0 };

  const compare = async (path: string, expected: object | null): Promise<void> => {
    tally.compared += valuesIn(expected);
    if (isDeepStrictEqual(await wholeAnswer(api, path), JSON.parse(JSON.stringify(expected)))) return;
    tally.differenceCount += 1;
    if (tally.differences.length < KEPT_DIFFERENCES) tally.differences.push(path);
  };
  const compareAll = async (questions: readonly Question[], facts: Facts): Promise<void> => {
    const waiting = [...questions];
    const askInTurn = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        await compare(next.path, next.expected(facts));
    };
    await Promise.all(Array.from({ length: ASKED_AT_ONCE }, askInTurn));
  };
  const thresholds = depth === 'everything' ? THRESHOLDS : THRESHOLDS.slice(0, 2);
  for (const { path, facts } of depth === 'glance' ? scopes.slice(0, 1) : scopes) {
    await compareAll(activeUsersQuestions(path, history, thresholds), facts);
  }
  if (depth === 'glance') return tally;
  await compareAll(furtherQuestions(first, last, history.orgIds), everything);
  if (depth === 'everything') await compareAll(wholeHistoryQuestions(history, nowMs), everything);
  return tally;
}

function activeUsersQuestions(
  scope: string,
  { first, last }: History,
  thresholds: readonly (readonly [number, number])[],
): Question[] {
  const ranges = [{ time_after: first, time_before: last }, ...windows(first + 4_567, last, 181)];
  return thresholds.flatMap(([min_sessions, min_searches]) => [
    ...windows(first, last, MAX_SERIES_DAYS).flatMap((range) =>
      Object.entries(SERIES).map(([metric, unit]) => ({
        path: `/v3/${scope}/metrics/${metric}${queryText({ ...range, min_sessions, min_searches })}`,
        expected: (facts: Facts) => activeUsersSeries(facts, unit, { ...range, min_sessions, min_searches }),
      })),
    ),
    ...ranges.map((range) => ({
      path: `/v3/${scope}/metrics/active-users${queryText({ ...range, min_sessions, min_searches })}`,
      expected: (facts: Facts) => activeUsers(facts, { ...range, min_sessions, min_searches }),
    })),
  ]);
}

/** The answer, its further pages added to the first one. */
async function wholeAnswer(api: Api, path: string): Promise<unknown> {
  const { body } = await api.get(path);
  const whole = body as { data?: unknown[]; next_cursor?: string | null };
  while (typeof whole.next_cursor === 'string') {
    const page = (await api.get(`${path}&cursor=${encodeURIComponent(whole.next_cursor)}`)).body as Required<
      typeof whole
    >;
    whole.data?.push(...page.data);
    whole.next_cursor = page.next_cursor;
  }
  return whole;
}

function valuesIn(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null) return 1;
  return Object.values(answer).reduce((sum: number, value) => sum + valuesIn(value), 0);
}

/** The ids of those who did most. */
function busiest({ sessions }: Facts): string[] {
  const counts = new Map<string, number>();
  for (const { userId } of sessions) counts.set(userId, (counts.get(userId) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, BUSIEST)
    .map(([userId]) => userId);
}

interface Scope {
  readonly path: string;
  readonly orgId: string | null;
  readonly facts: Facts;
}

function scopesOf(everything: Facts): Scope[] {
  const orgIds = new Set([...everything.sessions, ...everything.searches].map(({ orgId }) => orgId));
  const organizations = [...orgIds].map((wanted) => ({
    path: `organizations/${wanted}`,
    orgId: wanted,
    facts: {
      ...everything,
      sessions: everything.sessions.filter(({ orgId }) => orgId === wanted),
      searches: everything.searches.filter(({ orgId }) => orgId === wanted),
    },
  }));
  return [{ path: 'enterprise', orgId: null, facts: everything }, ...organizations];
}
