import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { migrate } from '../../../clickhouse/migrate';
import { openStore } from '../../../clickhouse/open-store';
import type { Store } from '../../../clickhouse/store';
import { KeptAnswers } from '../../../services/platform/http/kept-answers';
import { createApp } from '../../../services/platform/http/server';
import { createLogger } from '../../../services/platform/logger';
import { KEPT_ANSWER_BYTES } from '../../../services/platform/policy';
import type { Permission } from '../../../services/platform/principal';
import { signToken } from '../../../services/platform/tokens/sign-token';
import { createTokenVerifier } from '../../../services/platform/tokens/token-verifier';
import { describedAnswer } from '../../support/described-answer';
import { appsFamily, createAppsRoutes, loadCursorKey } from '../../../services/query/apps';

export const CLIENT = 'aa7cf840-9ca9-46a3-9778-9015d6580d50';
export const APP = 'f1a2b3c4-d5e6-7890-abcd-ef1234567890';
export const NOW = new Date('2026-03-01T12:00:00.000Z');

const TOKEN_RULES = {
  issuer: 'headcount',
  audience: 'headcount',
  secret: 'a secret of at least 32 bytes, for tests',
};

export interface Service {
  readonly store: Store;
  readonly app: Express;
  close(): Promise<void>;
}

/** The family over an embedded engine in a directory of its own. */
export async function startService(): Promise<Service> {
  const dataDir = await mkdtemp(join(tmpdir(), 'headcount-apps-'));
  const store = await openStore({ database: 'headcount', dataDir });
  await migrate(store);
  const app = createApp({
    routes: createAppsRoutes({ store, cursorKey: await loadCursorKey(store) }),
    families: [appsFamily],
    verify: createTokenVerifier(TOKEN_RULES),
    logger: createLogger('error'),
    now: () => NOW,
    keptAnswers: new KeptAnswers((tenant) => store.generationOf(tenant), KEPT_ANSWER_BYTES),
  });
  return {
    store,
    app,
    close: async () => {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface TokenOptions {
  readonly tenant?: string;
  readonly permissions?: readonly Permission[];
  readonly clients?: readonly string[];
}

export function token({
  tenant = 'acme',
  permissions = ['view-app-utilization'],
  clients = ['*'],
}: TokenOptions = {}): string {
  const claims = { tenant, subject: 'tester', permissions, clients };
  return signToken(claims, { ...TOKEN_RULES, now: NOW, expiresInSeconds: 3600 });
}

export type Query = Readonly<Record<string, string | number | readonly string[]>>;

export const FEBRUARY: Query = { granularity: 'monthly', start_date: '2026-02-01', end_date: '2026-02-28' };
export const AGAINST_JANUARY: Query = {
  ...FEBRUARY,
  compare_start_date: '2026-01-01',
  compare_end_date: '2026-01-31',
};

/** GETs a path below the client's analytics; fails where the answer is not as the OpenAPI document says. */
export function get(
  service: Service,
  path: string,
  query: Query = {},
  bearer = token(),
  client = CLIENT,
): request.Test {
  return request(service.app)
    .get(`/v2/clients/${client}/analytics${path}`)
    .query(query)
    .set('Authorization', `Bearer ${bearer}`)
    .expect(describedAnswer);
}

/** The body of a refusal, seed 004. */
export function refused(code: string, message: string, details: unknown = {}): unknown {
  return { error: { code, message, details } };
}

/** The query without some of its parameters. */
export function without(query: Query, ...names: readonly string[]): Query {
  return Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name)));
}
