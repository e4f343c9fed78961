import { migrate } from '../../../clickhouse/migrate';
import { openStore } from '../../../clickhouse/open-store';
import { createIngest } from '../../../services/ingest/service';
import { Registry } from 'prom-client';
import { createLogger } from '../../../services/platform/logger';
import { createQuery } from '../../../services/query/service';
import { OPERATIONS } from '../../support/examples';
import { makeTempDir, removeDir } from '../../support/temp-dir';

/** What the service itself publishes beside its parts; the examples' test calls each. */
const PUBLISHED = ['GET /', 'GET /docs', 'GET /healthz', 'GET /metrics', 'GET /openapi.json', 'GET /readyz'];

test('every route has an operation in the document, and every operation a route', async () => {
  const dataDir = await makeTempDir();
  const store = await openStore({ database: 'headcount', dataDir });
  await migrate(store);
  const logger = createLogger('error');
  const ingest = await createIngest({
    store,
    dataDir,
    logger,
    metrics: new Registry(),
    now: () => new Date(),
  });
  const query = await createQuery({ store });
  const routes = [...ingest.routes, ...query.routes].map(
    ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
  );
  await ingest.stop();
  await store.close();
  await removeDir(dataDir);

  const described = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(described.sort()).toEqual([...routes, ...PUBLISHED].sort());
});
