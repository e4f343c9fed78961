import { migrate } from '../clickhouse/migrate';
import { openStore } from '../clickhouse/open-store';
import { storeOptions } from '../services/platform/lifecycle/service';
import { startFailure } from '../services/platform/lifecycle/start-failure';
import { loadSettings } from '../services/platform/settings/settings';
import { sizeThreadPool } from '../services/platform/settings/thread-pool';

/** Brings the schema up to date without starting the service; it must not run on the same data directory meanwhile. */
async function main(): Promise<void> {
  const settings = loadSettings(process.env, { checksTokens: false });
  sizeThreadPool(settings.readers);
  const store = await openStore(storeOptions(settings));
  try {
    const names = await migrate(store, {
      onFile: (name) => {
        console.log(`running ${name}`);
      },
    });
    console.log(names.length === 0 ? 'the schema is up to date' : `${names.length} migrations run`);
  } finally {
    await store.close();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    for (const line of startFailure(error)) console.error(line);
    process.exit(1);
  },
);
