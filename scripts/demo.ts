import { createDashboard } from '../services/dashboard/service';
import { createIngest } from '../services/ingest/service';
import { onStopSignal } from '../services/platform/lifecycle/stop-signal';
import { startFailure } from '../services/platform/lifecycle/start-failure';
import { startService } from '../services/platform/lifecycle/service';
import { createLogger } from '../services/platform/logger';
import { PERMISSIONS } from '../services/platform/principal';
import { loadSettings } from '../services/platform/settings/settings';
import { SettingsError } from '../services/platform/settings/settings-error';
import { sizeThreadPool } from '../services/platform/settings/thread-pool';
import type { Settings } from '../services/platform/settings/settings';
import { createQuery } from '../services/query/service';
import { sendSample } from './demo/send-sample';
import { welcomeText } from './demo/welcome';
import { signLocalToken } from './import/local-token';

const TOKEN_LIFETIME_SECONDS = 30 * 24 * 60 * 60;
const CLAIMS = { tenant: 'demo', subject: 'demo', permissions: PERMISSIONS, orgs: ['*'], clients: ['*'] };

/** Starts the whole service, fills it with the sample through its own API, and keeps serving until it is stopped. */
async function main(settings: Settings, stopping: AbortController): Promise<void> {
  sizeThreadPool(settings.readers);
  const parts = [createIngest, createQuery, createDashboard];
  const starting = startService(
    { settings, parts, logger: createLogger('warn'), now: () => new Date() },
    stopping.signal,
  );
  onStopSignal(async () => {
    stopping.abort();
    const service = await starting.catch(() => undefined);
    await service?.stop();
  });
  const { url } = await starting;
  const now = new Date();
  const token = await signLocalToken(settings, CLAIMS, TOKEN_LIFETIME_SECONDS, now);
  const { accepted } = await sendSample(url, token, now);
  console.log(`${accepted} events of the last 90 days are in; sent again, they count once.`);
  console.log(welcomeText(url, token, now));
}

/** The demo is for people: what goes wrong is told in plain lines. */
function fail(lines: readonly string[]): never {
  console.error(['The demo cannot run:', ...lines].join('\n  '));
  process.exit(1);
}

function settingsOrExit(): Settings {
  try {
    return loadSettings(process.env);
  } catch (error) {
    return fail(error instanceof SettingsError ? error.problems : [String(error)]);
  }
}

const settings = settingsOrExit();
const stopping = new AbortController();
main(settings, stopping).catch((error: unknown) => {
  if (!stopping.signal.aborted) fail(startFailure(error, settings.dataDir));
});
