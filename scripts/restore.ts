import { copyFile, mkdir, rename } from 'node:fs/promises';
import { constants, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyBackup } from '../clickhouse/backup/manifest';
import { restore } from '../clickhouse/backup/restore';
import { backupName } from '../services/ingest/operator/backup-route';
import { storeOptions } from '../services/platform/lifecycle/service';
import { startFailure } from '../services/platform/lifecycle/start-failure';
import { loadSettings } from '../services/platform/settings/settings';
import { sizeThreadPool } from '../services/platform/settings/thread-pool';
import { UsageError } from './import/arguments';
import { isServing } from './operator/local-service';
import { OperatorError } from './operator/ndjson-answer';

const USAGE = `Usage: npm run restore -- --from DIRECTORY [--replace]

Checks a backup and makes its store in DATA_DIR. The service must not run there.

  --from     the backup
  --replace  a store that is there is put aside, below DATA_DIR/replaced; without it nothing is done then`;

/** What of the data directory belongs to a store. */
const STORE = ['engine', 'journal'];

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const { from, replaces } = readArguments();
  const settings = loadSettings(process.env, { checksTokens: false });
  const { dataDir } = settings;
  if (settings.server !== undefined)
    throw new OperatorError("With CLICKHOUSE_URL the store is the server's.");
  if (isServing(settings)) throw new OperatorError(`A service runs on ${dataDir}; stop it first.`);
  const present = STORE.filter((name) => existsSync(join(dataDir, name)));
  if (present.length > 0 && !replaces) {
    throw new OperatorError(`There is a store in ${dataDir} already; --replace puts it aside.`);
  }
  sizeThreadPool(settings.readers);
  await mkdir(dataDir, { recursive: true });
  if (present.length > 0) {
    await verifyBackup(from);
    await putAside(dataDir, present);
  }
  const manifest = await restore({ store: storeOptions(settings), backup: from });
  const secret = join(from, 'jwt-secret');
  if (existsSync(secret)) await takeSecret(secret, join(dataDir, 'jwt-secret'));
  console.log(`The store of ${manifest.made_at} is in ${dataDir}; start the service.`);
}

async function putAside(dataDir: string, names: readonly string[]): Promise<void> {
  const aside = join(dataDir, 'replaced', backupName(new Date()));
  await mkdir(aside, { recursive: true });
  for (const name of names) await rename(join(dataDir, name), join(aside, name));
}

/** One that is there stays. */
async function takeSecret(from: string, to: string): Promise<void> {
  if (!existsSync(to)) await copyFile(from, to, constants.COPYFILE_EXCL);
}

function readArguments(): { from: string; replaces: boolean } {
  const options = { from: { type: 'string' }, replace: { type: 'boolean' } } as const;
  const { values } = parse(() => parseArgs({ options }));
  if (values.from === undefined) throw new UsageError('Name the backup with --from.');
  return { from: resolve(values.from), replaces: values.replace ?? false };
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
