import { loadSettings } from '../services/platform/settings/settings';
import { readArguments, USAGE, UsageError } from './import/arguments';
import type { ImportArguments } from './import/arguments';
import { importFile } from './import/import-file';
import { signLocalToken } from './import/local-token';
import { localUrl } from './operator/local-service';
import { startProgress } from './import/progress';
import { problemLines, succeeded, summaryLine } from './import/summary';

const TOKEN_LIFETIME_SECONDS = 24 * 60 * 60;
const QUIET_RETRY_MS = 1_000;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const args = readArguments(process.argv.slice(2));
  const result = await importFile({
    ...args,
    ...(await destination(args)),
    startProgress: (totalBytes) => startProgress('importing', totalBytes),
    onRetry: (delayMs, reason) => {
      if (delayMs >= QUIET_RETRY_MS)
        console.error(`\ntrying again in ${Math.ceil(delayMs / 1000)} s: ${reason}`);
    },
  });
  problemLines(result).forEach((line) => {
    console.error(line);
  });
  console.log(summaryLine(result));
  process.exitCode = succeeded(result) ? 0 : 1;
}

/** Settings are needed only for what the command line leaves open. */
async function destination({ url, token, tenant }: ImportArguments): Promise<{ url: string; token: string }> {
  if (url !== undefined && token !== undefined) return { url, token };
  const settings = loadSettings(process.env);
  const claims = { tenant, subject: 'import', permissions: ['ingest-events'] as const };
  return {
    url: url ?? localUrl(settings),
    token: token ?? (await signLocalToken(settings, claims, TOKEN_LIFETIME_SECONDS, new Date())),
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error(`\n${USAGE}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
