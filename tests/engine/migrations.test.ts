import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, readMigrations } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import { projectRoot } from '../../clickhouse/project-root';
import type { Store } from '../../clickhouse/store';
import { runChild } from './child';
import { openClient, removeDirectory, rows, temporaryDirectory } from './embedded';

const FILES = join(projectRoot(), 'clickhouse', 'migrations');
const root = temporaryDirectory();
const dataDir = join(root, 'data');
afterAll(() => {
  removeDirectory(root);
});

async function withStore<T>(directory: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ database: 'headcount', dataDir: directory });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function schemaOf(directory: string): Promise<unknown[]> {
  const client = await openClient(directory);
  try {
    return [
      await rows(
        client,
        `SELECT name, replaceRegexpOne(create_table_query, 'UUID .[0-9a-f-]+.', '') AS definition
         FROM system.tables WHERE database = 'headcount' AND NOT startsWith(name, '.') ORDER BY name`,
      ),
      await rows(client, 'SELECT name, count() AS n FROM headcount.service_keys GROUP BY name'),
      await rows(
        client,
        'SELECT number, name, checksum FROM headcount.schema_migrations FINAL ORDER BY number',
      ),
    ];
  } finally {
    await client.close();
  }
}

function copyOfFiles(): string {
  const directory = mkdtempSync(join(root, 'files-'));
  cpSync(FILES, directory, { recursive: true });
  return directory;
}

test('runs every file once, in order, and tells which', async () => {
  const names = readMigrations(FILES).map(({ name }) => name);
  await withStore(dataDir, async (store) => {
    const told: string[] = [];
    expect(await migrate(store, { onFile: (name) => told.push(name) })).toEqual(names);
    expect(told).toEqual(names);
    expect(await migrate(store)).toEqual([]);
  });
});

test('stops on an applied file that has changed, on a number missing or used twice, and on a database of a later version', async () => {
  const first = readMigrations(FILES)[0]?.name ?? '';
  await withStore(dataDir, async (store) => {
    const changed = copyOfFiles();
    writeFileSync(
      join(changed, `${first}.sql`),
      `${readFileSync(join(FILES, `${first}.sql`), 'utf8')}\n-- more`,
    );
    await expect(migrate(store, { directory: changed })).rejects.toThrow(
      `${first} has changed since it was applied`,
    );

    const missing = copyOfFiles();
    renameSync(join(missing, `${first}.sql`), join(missing, '0999_later.sql'));
    await expect(migrate(store, { directory: missing })).rejects.toThrow('0001 is missing');

    const twice = copyOfFiles();
    cpSync(join(twice, `${first}.sql`), join(twice, '0001_zzz.sql'));
    await expect(migrate(store, { directory: twice })).rejects.toThrow('0001 is used twice');

    const misnamed = copyOfFiles();
    writeFileSync(join(misnamed, 'extra.sql'), 'SELECT 1');
    await expect(migrate(store, { directory: misnamed })).rejects.toThrow('must be named');

    const older = copyOfFiles();
    const last = readMigrations(FILES).at(-1)?.name ?? '';
    rmSync(join(older, `${last}.sql`));
    await expect(migrate(store, { directory: older })).rejects.toThrow(
      `${last}, which this version does not know`,
    );
  });
});

test('runs in a database of another name and touches no other', async () => {
  const directory = join(root, 'renamed');
  const store = await openStore({ database: 'stats', dataDir: directory });
  await migrate(store);
  expect(await store.query('health/applied-migrations', {})).toHaveLength(readMigrations(FILES).length);
  await store.close();
  const client = await openClient(directory);
  const databases = await rows(
    client,
    `SELECT database, count() > 0 AS any FROM system.tables WHERE database IN ('stats', 'headcount') GROUP BY database`,
  );
  const foreign = await rows(
    client,
    `SELECT name FROM system.tables WHERE database = 'stats' AND create_table_query LIKE '%headcount.%'`,
  );
  await client.close();
  expect(databases).toEqual([{ database: 'stats', any: 1 }]);
  expect(foreign).toEqual([]);
});

test('broken off after each statement, each file can be run again and ends in the same schema', async () => {
  const whole = await schemaOf(dataDir);
  const directory = join(root, 'broken-off');
  await withStore(directory, async (store) => {
    for (const { name, statements } of readMigrations(FILES)) {
      for (let last = 1; last <= statements.length; last++) {
        const brokenOff = migrate(store, {
          onStatement: (file, statement) => {
            if (file === name && statement === last) throw new Error('broken off');
          },
        });
        await expect(brokenOff).rejects.toThrow('broken off');
      }
    }
    await migrate(store);
  });
  expect(await schemaOf(directory)).toEqual(whole);
});

test('survives kill -9 in each file: the next start finishes the same schema', async () => {
  const whole = await schemaOf(dataDir);
  const directory = join(root, 'killed');
  for (const [index, { name, statements }] of readMigrations(FILES).entries()) {
    const statement = 1 + ((index * 7) % statements.length);
    const ended = await runChild('migrate-child.ts', [directory, name, String(statement)]);
    expect({ name, statement, ended }).toMatchObject({ ended: { signal: 'SIGKILL' } });
  }
  await withStore(directory, (store) => migrate(store));
  expect(await schemaOf(directory)).toEqual(whole);
}, 600_000);

describe('the schema', () => {
  let tables: { name: string; engine: string; definition: string }[];
  beforeAll(async () => {
    const client = await openClient(dataDir);
    tables = await rows(
      client,
      `SELECT name, engine, create_table_query AS definition FROM system.tables WHERE database = 'headcount'`,
    );
    await client.close();
  });

  test('syncs every insert into every table to disk', () => {
    const stored = tables.filter(({ engine }) => engine.endsWith('MergeTree'));
    expect(stored.length).toBeGreaterThan(0);
    for (const { name, definition } of stored) {
      expect({ name, synced: definition.includes('fsync_after_insert = 1') }).toEqual({ name, synced: true });
      expect({ name, synced: definition.includes('fsync_part_directory = 1') }).toEqual({
        name,
        synced: true,
      });
    }
  });

  test('has views that read facts only, never what another view writes', () => {
    const views = tables.filter(({ engine }) => engine === 'MaterializedView');
    const parts = views.map(({ definition }) => ({
      target: /\bTO headcount\.(\w+)/.exec(definition)?.[1],
      sources: [...definition.matchAll(/\b(?:FROM|JOIN) headcount\.(\w+)/g)].map((match) => match[1]),
    }));
    const targets = new Set(parts.map(({ target }) => target));
    expect(views.length).toBeGreaterThan(0);
    for (const { target, sources } of parts) {
      expect(target).toBeDefined();
      expect(sources).toHaveLength(1);
      for (const source of sources) expect(targets.has(source)).toBe(false);
    }
  });

  test('holds only tables of the MergeTree family and the views between them', () => {
    const others = tables.filter(
      ({ engine }) => !engine.endsWith('MergeTree') && engine !== 'MaterializedView',
    );
    expect(others).toEqual([]);
  });
});
