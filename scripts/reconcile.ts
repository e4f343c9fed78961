import type { ReconcileEvent } from '../clickhouse/reconcile/run';
import { startFailure } from '../services/platform/lifecycle/start-failure';
import { loadSettings } from '../services/platform/settings/settings';
import { UsageError } from './import/arguments';
import { isServing, operatedService } from './operator/local-service';
import { postForLines } from './operator/ndjson-answer';
import { readArguments, USAGE } from './reconcile/arguments';
import type { ReconcileArguments } from './reconcile/arguments';
import { differenceLine, progressLine, summaryLine } from './reconcile/report';
import { reconcileDirectly } from './reconcile/stopped-store';

/** Prints differences on standard output, progress on standard error; answers the exit code. */
async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  for await (const event of events(readArguments(process.argv.slice(2)))) {
    if (event.kind === 'progress') console.error(progressLine(event));
    else if (event.kind === 'difference') console.log(differenceLine(event));
    else {
      console.log(summaryLine(event));
      return event.differing_rows === 0 ? 0 : 1;
    }
  }
  throw new Error('The comparison broke off before its end.');
}

/** Over HTTP where a service holds the store, else directly. */
async function* events({
  wanted,
  checksOnly,
  url,
  token,
}: ReconcileArguments): AsyncGenerator<ReconcileEvent> {
  const settings = loadSettings(process.env, { checksTokens: false });
  if (url === undefined && !isServing(settings)) {
    yield* reconcileDirectly(settings, wanted, !checksOnly);
    return;
  }
  const { tenant, fromDay: from, toDay: to } = wanted;
  const query = {
    ...(tenant !== undefined && { tenant }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    check: String(checksOnly),
  };
  const service = await operatedService(settings, { url, token });
  yield* postForLines<ReconcileEvent>(service, '/v1/operator/reconcile', query);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    for (const line of startFailure(error)) console.error(line);
    if (error instanceof UsageError) console.error(`\n${USAGE}`);
    process.exit(2);
  },
);
