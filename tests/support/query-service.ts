import type { Express } from 'express';
import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import type { Store } from '../../clickhouse/store';
import { KeptAnswers } from '../../services/platform/http/kept-answers';
import { createApp } from '../../services/platform/http/server';
import { createLogger } from '../../services/platform/logger';
import { KEPT_ANSWER_BYTES } from '../../services/platform/policy';
import { createTokenVerifier } from '../../services/platform/tokens/token-verifier';
import { createQuery } from '../../services/query/service';
import { makeTempDir, removeDir } from './temp-dir';
import { TEST_SECRET } from './tokens';

/** The read side alone, over a real store that a test fills by itself. One at a time: the engine binds its directory. */
export interface QueryUnderTest {
  readonly app: Express;
  readonly store: Store;
  stop(): Promise<void>;
}

export async function startQuery(): Promise<QueryUnderTest> {
  const dataDir = await makeTempDir();
  const store = await openStore({ database: 'headcount', dataDir });
  await migrate(store);
  const app = createApp({
    ...(await createQuery({ store })),
    families: createQuery.families,
    verify: createTokenVerifier({ secret: TEST_SECRET, issuer: 'headcount', audience: 'headcount' }),
    logger: createLogger('error'),
    now: () => new Date(),
    keptAnswers: new KeptAnswers((tenant) => store.generationOf(tenant), KEPT_ANSWER_BYTES),
  });
  const stop = async (): Promise<void> => {
    await store.close();
    await removeDir(dataDir);
  };
  return { app, store, stop };
}
