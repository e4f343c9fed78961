import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import { insertUsage, type Usage } from './facts';
import { CLIENT, get, token, type Query, type Service } from './support';

export interface UserRow {
  readonly user: { readonly id: string; readonly username: string };
  readonly avg_time_ms_per_day: {
    readonly value: number;
    readonly change_pct: number | null;
    readonly compare_value: number | null;
  };
  readonly days_active: number;
}

export interface UsersBody {
  readonly period: unknown;
  readonly data: readonly UserRow[];
  readonly total_count: number;
  readonly next_cursor: string | null;
}

/** Asks for the users of apps that each test makes for itself. */
export interface UsersOfApps {
  /** An app of its own for one test, with this usage. */
  appWith(usage: readonly Omit<Usage, 'app'>[]): Promise<string>;
  ask(app: string, query: Query, bearer?: string): Test;
  /** The body of a 200. */
  body(app: string, query: Query): Promise<UsersBody>;
  /** The ids of the users in the answer's order. */
  ids(app: string, query: Query): Promise<string[]>;
}

export function usersOfApps(service: Service, client = CLIENT): UsersOfApps {
  const ask: UsersOfApps['ask'] = (app, query, bearer = token()) =>
    get(service, `/apps/${app}/utilization/users`, query, bearer, client);
  const body: UsersOfApps['body'] = async (app, query) => {
    const answer = await ask(app, query);
    expect(answer.status).toBe(200);
    return answer.body as UsersBody;
  };
  return {
    ask,
    body,
    ids: async (app, query) => (await body(app, query)).data.map(({ user }) => user.id),
    appWith: async (usage) => {
      const app = randomUUID();
      await insertUsage(
        service.store,
        usage.map((one) => ({ client, ...one, app })),
      );
      return app;
    },
  };
}

/** A report of a user on each of these days of 2026. */
export function used(
  user: string,
  month: string,
  days: readonly number[],
  ms: number,
): { user: string; date: string; ms: number }[] {
  return days.map((day) => ({ user, date: `2026-${month}-${String(day).padStart(2, '0')}`, ms }));
}
