import { isDeepStrictEqual } from 'node:util';
import type { Facts } from '../../model/facts';
import type { WorldUser } from '../../model/world';
import type { Question } from '../../properties/questions/question';
import { queryText } from '../../support/api';
import type { Caller } from '../process/http';
import { FIRST_MARK_MS, LAST_MARK_MS } from './write';

/** An answer that is not the model's, or one that the contract does not allow. */
export interface Difference {
  readonly seeds: readonly number[];
  readonly what: string;
  readonly found: unknown;
  readonly expected: unknown;
}

const AT_ONCE = 2;

/** The first answers that differ from the model's. */
export async function compareAnswers(
  caller: Caller,
  token: string,
  facts: Facts,
  questions: readonly Question[],
): Promise<Omit<Difference, 'seeds'>[]> {
  const differences: Omit<Difference, 'seeds'>[] = [];
  const waiting = [...questions];
  const worker = async (): Promise<void> => {
    for (let question = waiting.shift(); question; question = waiting.shift()) {
      const { path, expected } = question;
      const reply = await caller.get(path, token);
      const wanted = expected(facts);
      const isAsExpected =
        wanted === null
          ? reply.status === 404
          : reply.status === 200 && isDeepStrictEqual(reply.body, JSON.parse(JSON.stringify(wanted)));
      if (!isAsExpected) differences.push({ what: path, found: reply, expected: wanted });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return differences;
}

/** The marks that the service counts, as `date user`. */
export async function marksIn(caller: Caller, token: string): Promise<Set<string>> {
  const range = {
    start: new Date(FIRST_MARK_MS).toISOString(),
    end: new Date(LAST_MARK_MS).toISOString(),
  };
  const path = `/api/v1/engagement-dashboard/users/active-users${queryText(range)}`;
  const { body } = await caller.get(path, token);
  const { month } = body as { month: { day: number; month: number; year: number; usersList: string[] }[] };
  return new Set(
    month.flatMap(({ year, month: number, day, usersList }) => {
      const date = new Date(Date.UTC(year, number - 1, day)).toISOString().slice(0, 10);
      return usersList.map((user) => `${date} ${user}`);
    }),
  );
}

/** Whether the user bears that name now. */
export async function nameIsIn(caller: Caller, token: string, user: WorldUser): Promise<boolean> {
  const path = `/v1/clients/${user.client_id}/users/${encodeURIComponent(user.user_id)}`;
  const { body } = await caller.get(path, token);
  return (body as { username?: string }).username === user.username;
}
