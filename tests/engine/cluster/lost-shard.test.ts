import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Session } from 'chdb';
import { CLUSTER_READ_SETTINGS } from '../../../clickhouse/cluster/cluster-settings';
import { renderForCluster } from '../../../clickhouse/cluster/render-statement';
import { toStoreError } from '../../../clickhouse/errors';
import { readMigrations } from '../../../clickhouse/migrate';
import { projectRoot } from '../../../clickhouse/project-root';
import { loadQuestions } from '../../../clickhouse/questions';
import { bindParameters } from '../../../clickhouse/sql/parameters';
import { removeDirectory, temporaryDirectory } from '../embedded';

/** A cluster of two shards that are both away: nothing listens on the lowest ports. */
const CLUSTER = `<clickhouse><remote_servers><main>
  <shard><replica><host>127.0.0.1</host><port>1</port></replica></shard>
  <shard><replica><host>127.0.0.1</host><port>2</port></replica></shard>
</main></remote_servers></clickhouse>`;

const root = temporaryDirectory();
let session: Session;

beforeAll(() => {
  mkdirSync(join(root, 'engine'));
  writeFileSync(join(root, 'engine.xml'), CLUSTER);
  session = new Session(join(root, 'engine'), {
    connectionArgs: [`--config-file=${join(root, 'engine.xml')}`],
  });
  session.query('CREATE DATABASE headcount');
  const statements = readMigrations(join(projectRoot(), 'clickhouse', 'migrations'))
    .flatMap((migration) => migration.statements)
    .flatMap((statement) => renderForCluster(statement, { cluster: 'main', database: 'headcount' }))
    .filter((statement) => /^(CREATE TABLE|ALTER TABLE)/.test(statement));
  for (const statement of statements) session.query(withoutReplication(statement));
});
afterAll(() => {
  session.close();
  removeDirectory(root);
});

function withoutReplication(statement: string): string {
  return statement
    .replace(/ ON CLUSTER 'main'/, '')
    .replace(/ENGINE = Replicated(\w+)\('[^']*', '[^']*'(?:, )?/, 'ENGINE = $1(');
}

async function ask(settings: Readonly<Record<string, string | number>>): Promise<unknown> {
  const sql = bindParameters(loadQuestions('headcount').get('directory/departments') ?? '', {
    tenant: 'acme',
    client_ids: ['aa7cf840-0000-4000-8000-000000000001'],
    ids: ['d1a2b3c4-0000-4000-8000-000000000001'],
  });
  const list = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  return await session.queryAsync(`${sql} SETTINGS ${list.join(', ')}`);
}

test('a lost shard is an error that says to try again, never a smaller number', async () => {
  const error = await ask(CLUSTER_READ_SETTINGS).catch((thrown: unknown) => toStoreError(thrown));
  expect(error).toMatchObject({ kind: 'unavailable' });
});

test('without that setting the engine would leave the shard out', async () => {
  await expect(ask({ ...CLUSTER_READ_SETTINGS, skip_unavailable_shards: 1 })).resolves.toBeDefined();
});
