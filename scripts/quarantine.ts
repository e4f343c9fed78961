import type { QuarantineEntry } from '../services/ingest/quarantine/entries';
import { startFailure } from '../services/platform/lifecycle/start-failure';
import { loadSettings } from '../services/platform/settings/settings';
import { UsageError } from './import/arguments';
import type { OperatedService } from './operator/local-service';
import { getLines } from './operator/ndjson-answer';
import { readArguments, USAGE } from './quarantine/arguments';
import type { QuarantineArguments } from './quarantine/arguments';
import { checkTarget, exportToFile, exportToOutput } from './quarantine/export';
import { replayPages } from './quarantine/replay';
import { countLines, entryLine, HEADING } from './quarantine/table';
import { withService } from './quarantine/with-service';

/** Answers the exit code. */
async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const wanted = readArguments(process.argv.slice(2));
  checkTarget(wanted.file, wanted.overwrites);
  const work = { list, export: exportAll, replay }[wanted.action];
  const settings = loadSettings(process.env, { checksTokens: false });
  return await withService(settings, wanted, (service) => work(service, wanted));
}

async function list(service: OperatedService, wanted: QuarantineArguments): Promise<number> {
  const counts = new Map<string, number>();
  console.log(HEADING);
  for await (const entry of entries(service, wanted)) {
    counts.set(entry.code, (counts.get(entry.code) ?? 0) + 1);
    console.log(entryLine(entry));
  }
  console.log(`\n${countLines(counts).join('\n')}`);
  return 0;
}

async function exportAll(service: OperatedService, wanted: QuarantineArguments): Promise<number> {
  const { file, overwrites } = wanted;
  if (file === undefined) await exportToOutput(entries(service, wanted));
  else await exportToFile(file, overwrites, entries(service, wanted));
  return 0;
}

async function replay(service: OperatedService, { filter }: QuarantineArguments): Promise<number> {
  let sum = { taken: 0, refused: 0 };
  for await (sum of replayPages(service, filter)) {
    console.error(`${sum.taken + sum.refused} offered, ${sum.taken} accepted`);
  }
  console.log(`${sum.taken} accepted, ${sum.refused} refused again`);
  return sum.refused === 0 ? 0 : 1;
}

function entries(service: OperatedService, { filter }: QuarantineArguments): AsyncGenerator<QuarantineEntry> {
  return getLines(service, '/v1/quarantine', { ...filter, format: 'ndjson' });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    for (const line of startFailure(error)) console.error(line);
    if (error instanceof UsageError) console.error(`\n${USAGE}`);
    process.exit(2);
  },
);
