import { failureFields } from '../failure-fields';
import { createLogger } from '../logger';
import { loadSettings } from '../settings/settings';
import type { Settings } from '../settings/settings';
import { SettingsError } from '../settings/settings-error';
import { sizeThreadPool } from '../settings/thread-pool';
import type { PartFactory } from './part';
import { StartStopped, startService } from './service';
import { startFailure } from './start-failure';
import { onStopSignal } from './stop-signal';

export interface ProcessOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly parts: readonly PartFactory[];
  /** True for one side alone: the embedded engine serves a single process. */
  readonly needsServer?: boolean;
}

/**
 * Runs the service as this process: prints its address when it is ready, stops on SIGTERM and SIGINT and exits with 0, or
 * says in plain lines on standard error why it cannot start and exits with 1.
 */
export async function runProcess(options: ProcessOptions): Promise<void> {
  const settings = settingsOrExit(options);
  sizeThreadPool(settings.readers);
  const { secret = '', previousSecrets } = settings.tokens;
  const secrets = [secret, ...previousSecrets, settings.server?.password ?? ''];
  const logger = createLogger(settings.logLevel, process.stderr, secrets);
  const stopping = new AbortController();
  try {
    const starting = startService(
      { settings, parts: options.parts, logger, now: () => new Date() },
      stopping.signal,
    );
    onStopSignal(async () => {
      stopping.abort();
      logger.info('stopping');
      try {
        await (await starting.catch(nothingIfStopped))?.stop();
      } catch (error) {
        logger.error('stopping failed', { ...failureFields(error) });
        throw error;
      }
      logger.info('stopped');
    });
    const { url } = await starting;
    process.stdout.write(`Headcount is ready at ${url}\n`);
  } catch (error) {
    if (error instanceof StartStopped) process.exit(0);
    fail(startFailure(error, settings.dataDir));
  }
}

function nothingIfStopped(error: unknown): undefined {
  if (!(error instanceof StartStopped)) throw error;
}

function settingsOrExit({ env, needsServer = false }: ProcessOptions): Settings {
  try {
    return loadSettings(env, { needsServer });
  } catch (error) {
    if (error instanceof SettingsError) fail(error.problems);
    throw error;
  }
}

function fail(lines: readonly string[]): never {
  process.stderr.write(`Headcount cannot start:\n${lines.map((line) => `  ${line}\n`).join('')}`);
  process.exit(1);
}
