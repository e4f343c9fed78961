import { storeOptions } from '../services/platform/lifecycle/service';
import { startFailure } from '../services/platform/lifecycle/start-failure';
import { createLogger } from '../services/platform/logger';
import { loadSettings } from '../services/platform/settings/settings';
import { sizeThreadPool } from '../services/platform/settings/thread-pool';
import { HoldsOtherRows } from '../clickhouse/move/move';
import { UsageError } from './import/arguments';
import { readArguments, USAGE } from './move/arguments';
import { moveStore } from './move/move-store';
import { differenceLine, progressLine, summaryLine } from './reconcile/report';

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const { url, database, cluster, replaces } = readArguments(process.argv.slice(2));
  const settings = loadSettings({ ...process.env, CLICKHOUSE_URL: url }, { checksTokens: false });
  sizeThreadPool(settings.readers);
  const { server, ...embedded } = storeOptions({ ...settings, database: 'headcount', cluster: undefined });
  const to = { ...embedded, database, ...(server && { server }), ...(cluster !== undefined && { cluster }) };
  const logger = createLogger('warn');
  for await (const event of moveStore({ from: embedded, to, replaces, logger })) {
    if (event.kind === 'progress') console.error(progressLine(event));
    else if (event.kind === 'difference') console.log(differenceLine(event));
    else if ('chunks' in event) {
      const { copied_chunks: copied, chunks, tables } = event;
      console.log(`${copied} of ${chunks} chunks of ${tables} tables copied; both stores hold the same.`);
    } else console.log(summaryLine(event));
  }
  console.log(
    'Start the service with CLICKHOUSE_URL now; the data directory keeps the old store and the journal.',
  );
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof UsageError) console.error(`${error.message}\n\n${USAGE}`);
    else if (error instanceof HoldsOtherRows)
      console.error(`${error.message} Run with --replace to take them out there.`);
    else for (const line of startFailure(error)) console.error(line);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
