import { copyFile, cp, mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backUp } from '../clickhouse/backup/back-up';
import { verifyBackup } from '../clickhouse/backup/manifest';
import { readCatalog } from '../clickhouse/catalog/read-catalog';
import { openStore } from '../clickhouse/open-store';
import { backupName, summaryOf } from '../services/ingest/operator/backup-route';
import type { BackupSummary } from '../services/ingest/operator/backup-route';
import { storeOptions } from '../services/platform/lifecycle/service';
import { startFailure } from '../services/platform/lifecycle/start-failure';
import { loadSettings } from '../services/platform/settings/settings';
import type { Settings } from '../services/platform/settings/settings';
import { sizeThreadPool } from '../services/platform/settings/thread-pool';
import { UsageError } from './import/arguments';
import { isServing, operatedService } from './operator/local-service';
import { OperatorError, postForLines } from './operator/ndjson-answer';

const USAGE = `Usage: npm run backup -- --to DIRECTORY [--with-secret] [--url URL] [--token TOKEN]

Backs up the embedded store as it is at one moment, while the service runs or while it does not, to a new directory.

  --to           the directory; it must not be there yet
  --with-secret  puts DATA_DIR/jwt-secret into it too, which signs tokens: keep such a backup as safe as that file
  --url, --token of the running service, where they do not follow from the settings`;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const { to, withSecret, url, token } = readArguments();
  const settings = loadSettings(process.env, { checksTokens: false });
  if (settings.server !== undefined) {
    throw new OperatorError(
      "With CLICKHOUSE_URL the store is the server's: back it up there, and run npm run reconcile after its restore.",
    );
  }
  if (existsSync(to)) throw new UsageError('--to names something that is there already.');
  const made =
    url !== undefined || isServing(settings)
      ? await backUpServing(await operatedService(settings, { url, token }))
      : await backUpStopped(settings);
  await putInPlace(join(settings.dataDir, 'backups', made.name), to);
  if (withSecret) await copyFile(join(settings.dataDir, 'jwt-secret'), join(to, 'jwt-secret'));
  console.log(
    `${made.rows} rows of ${made.tables} tables as of ${made.made_at}, ${made.bytes} bytes, in ${to}`,
  );
}

async function backUpServing(service: { url: string; token: string }): Promise<BackupSummary> {
  for await (const made of postForLines<BackupSummary>(service, '/v1/operator/backups', {})) return made;
  throw new OperatorError('The service answered nothing.');
}

/** An unclean stop may have left commits in the journal that the store does not have: it is part of the backup then. */
async function backUpStopped(settings: Settings): Promise<BackupSummary> {
  if (!existsSync(join(settings.dataDir, 'engine'))) {
    throw new OperatorError(`There is no store in ${settings.dataDir}.`);
  }
  sizeThreadPool(settings.readers);
  const store = await openStore(storeOptions(settings));
  try {
    const name = backupName(new Date());
    const manifest = await backUp({
      store,
      catalog: await readCatalog(store),
      alone: (work) => work(),
      directory: join(settings.dataDir, 'backups', name),
      beside: {
        'journal/poison': join(settings.dataDir, 'journal', 'poison'),
        'journal/commits.log': join(settings.dataDir, 'journal', 'commits.log'),
      },
      now: () => new Date(),
    });
    return summaryOf(name, manifest);
  } finally {
    await store.close();
  }
}

/** On the same disk by renaming; onto another by copying, read back and checked. */
async function putInPlace(made: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await rename(made, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    await cp(made, to, { recursive: true });
    await verifyBackup(to);
    await rm(made, { recursive: true });
  }
}

function readArguments(): {
  to: string;
  withSecret: boolean;
  url: string | undefined;
  token: string | undefined;
} {
  const text = { type: 'string' } as const;
  const options = { to: text, url: text, token: text, 'with-secret': { type: 'boolean' } } as const;
  const { values } = parse(() => parseArgs({ options }));
  if (values.to === undefined) throw new UsageError('Name the directory with --to.');
  return {
    to: resolve(values.to),
    withSecret: values['with-secret'] ?? false,
    url: values.url,
    token: values.token,
  };
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Unreadable arguments.');
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    for (const line of startFailure(error)) console.error(line);
    if (error instanceof UsageError) console.error(`\n${USAGE}`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
