import type { RequestListener } from 'node:http';
import { DEFAULT_LIMITS } from '../../../clickhouse/limits';
import { migrate } from '../../../clickhouse/migrate';
import { openStore } from '../../../clickhouse/open-store';
import type { StoreOptions } from '../../../clickhouse/open-store';
import type { Endpoint, EndpointContext } from '../http/endpoint';
import { KeptAnswers } from '../http/kept-answers';
import type { Family } from '../http/route';
import { createApp } from '../http/server';
import type { AppOptions } from '../http/server';
import { Guard } from '../limits/guard';
import { RateLimits } from '../limits/rate-limits';
import type { Logger } from '../logger';
import { engineFigures } from '../metrics/engine-figures';
import { engineMetrics } from '../metrics/engine-metrics';
import { connectionMetrics, httpMetrics } from '../metrics/http-metrics';
import { metricsRoute } from '../metrics/metrics-route';
import { quarantineMetrics } from '../metrics/quarantine-metrics';
import { readinessMetrics } from '../metrics/readiness-metrics';
import { createMetrics } from '../metrics/registry';
import type { Metrics } from '../metrics/registry';
import { buildDocument } from '../openapi/build-document';
import { referenceRoutes } from '../openapi/reference-routes';
import { SOURCES } from '../openapi/sources';
import { KEPT_ANSWER_BYTES } from '../policy';
import type { Settings } from '../settings/settings';
import { signingSecret } from '../tokens/token-keys';
import { createTokenVerifier } from '../tokens/token-verifier';
import { healthRoutes } from './health-routes';
import { createHttpServer } from './http-server';
import type { HttpServer } from './http-server';
import type { PartFactory } from './part';
import { readiness } from './readiness';
import type { Progress } from './readiness';
import { startPage } from './start-page';

export interface ServiceOptions {
  readonly settings: Settings;
  readonly parts: readonly PartFactory[];
  readonly logger: Logger;
  readonly now: () => Date;
}

export interface Service {
  /** Its address. */
  readonly url: string;
  /** Everything that it answers, with its methods and what each asks of a token. */
  readonly endpoints: readonly Endpoint[];
  /** Stops accepting, finishes the running requests, lets the parts finish, closes the store. Safe to call again. */
  stop(): Promise<void>;
}

/** The start was stopped before it was done. */
export class StartStopped extends Error {}

/**
 * Starts the service and resolves when it is ready. It listens from the beginning, so that /healthz and /readyz answer while
 * the store opens; everything else is 503 until then. Where the start fails, what was opened is closed again.
 *
 * Throws SettingsError, StoreError (`locked`: another process has the data directory), errors of net.Server.listen, and
 * StartStopped when `stop` was aborted on the way.
 */
export async function startService(options: ServiceOptions, stop?: AbortSignal): Promise<Service> {
  const { settings, logger } = options;
  const storage = storeOptions(settings);
  const progress: Progress = { phase: 'starting', store: undefined, isMigrated: false, parts: [] };
  const verify = createTokenVerifier({ ...settings.tokens, secret: await signingSecret(settings), logger });
  const metrics = createMetrics();
  readinessMetrics(metrics, () => readiness(progress));
  const guard = new Guard(new RateLimits(settings.rateLimits, () => performance.now()), metrics);
  const { corsOrigins } = settings;
  const generationOf = (tenant: string): number | undefined => progress.store?.generationOf(tenant);
  const context = {
    families: options.parts.flatMap(({ families = [] }) => families),
    verify,
    guard,
    keptAnswers: new KeptAnswers(generationOf, KEPT_ANSWER_BYTES),
    corsOrigins,
    logger,
    now: options.now,
    metrics,
    onAnswered: httpMetrics(metrics),
  };
  const server = createHttpServer(appOf(context, progress));
  connectionMetrics(metrics, server);
  const url = await server.listen(settings.host, settings.port);
  const stopOnce = once(() => stopService(server, progress));
  try {
    await openParts({ ...options, storage, metrics }, progress, stop);
  } catch (error) {
    await stopOnce();
    throw error;
  }
  progress.phase = 'ready';
  const { routes, publicRoutes } = endpointsOf(context, progress);
  server.use(appOf(context, progress));
  return { url, endpoints: [...routes, ...publicRoutes], stop: stopOnce };
}

async function openParts(
  options: ServiceOptions & { readonly storage: StoreOptions; readonly metrics: Metrics },
  progress: Progress,
  stop?: AbortSignal,
): Promise<void> {
  const { settings, storage, logger, metrics, now } = options;
  const store = await openStore(storage);
  progress.store = store;
  refuseIfStopped(stop);
  await migrate(store, { now, onFile: (migration) => logger.info('migration', { migration }) });
  progress.isMigrated = true;
  const nowMs = (): number => performance.now();
  engineMetrics(metrics, engineFigures({ store, nowMs }, settings.database));
  quarantineMetrics(metrics, { store, nowMs });
  for (const createPart of options.parts) {
    refuseIfStopped(stop);
    const hasOtherWriters = settings.server !== undefined;
    const part = await createPart({
      store,
      dataDir: settings.dataDir,
      logger,
      metrics,
      now,
      hasOtherWriters,
    });
    progress.parts = [...progress.parts, part];
  }
  refuseIfStopped(stop);
}

function refuseIfStopped(stop?: AbortSignal): void {
  if (stop?.aborted) throw new StartStopped();
}

/** How the settings bound the store. */
export function storeOptions(settings: Settings): StoreOptions {
  const { database, dataDir, server, cluster, readers, engineMemoryBytes } = settings;
  const queryMemoryBytes = Math.min(DEFAULT_LIMITS.queryMemoryBytes, Math.floor(engineMemoryBytes / 2));
  const limits = { readers, engineMemoryBytes, queryMemoryBytes };
  return { database, dataDir, limits, ...(server && { server }), ...(cluster !== undefined && { cluster }) };
}

interface AppContext extends EndpointContext {
  readonly families: readonly Family[];
  readonly metrics: Metrics;
  readonly corsOrigins: readonly string[];
}

type Endpoints = Required<Pick<AppOptions, 'routes' | 'publicRoutes'>>;

/** Every endpoint: the service's own and the parts'. */
function endpointsOf({ metrics }: AppContext, progress: Progress): Endpoints {
  const { parts } = progress;
  const published = [
    ...healthRoutes(() => readiness(progress)),
    ...referenceRoutes(buildDocument(SOURCES)),
    ...parts.flatMap((part) => part.publicRoutes ?? []),
  ];
  const paths = published.map(({ path }) => path);
  return {
    routes: [metricsRoute(metrics), ...parts.flatMap((part) => part.routes)],
    publicRoutes: paths.includes('/') ? published : [...published, startPage(paths)],
  };
}

function appOf(context: AppContext, progress: Progress): RequestListener {
  const app = createApp({
    ...endpointsOf(context, progress),
    starting: progress.phase === 'starting',
    ...context,
  });
  return (req, res) => {
    app(req, res);
  };
}

async function stopService(server: HttpServer, progress: Progress): Promise<void> {
  progress.phase = 'stopping';
  for (const part of progress.parts) part.beginStop?.();
  await server.close();
  try {
    for (const part of progress.parts.toReversed()) await part.stop?.();
  } finally {
    await progress.store?.close();
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
