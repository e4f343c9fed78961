import { createIngest } from '../../services/ingest/service';
import type { Endpoint } from '../../services/platform/http/endpoint';
import { startService } from '../../services/platform/lifecycle/service';
import { createLogger } from '../../services/platform/logger';
import { loadSettings } from '../../services/platform/settings/settings';
import { createQuery } from '../../services/query/service';
import { makeTempDir, removeDir } from './temp-dir';
import { TEST_SECRET } from './tokens';

/** The whole product in this process. One at a time: the engine binds its directory to the process. */
export interface InProcessService {
  /** Where it listens; supertest takes it too. */
  readonly url: string;
  readonly dataDir: string;
  /** Everything that it answers. */
  readonly endpoints: readonly Endpoint[];
  stop(): Promise<void>;
}

/** Starts everything on an empty data directory. `now` is the service's clock; `env` holds further settings. */
export async function startInProcess(
  now: () => Date = () => new Date(),
  env: Readonly<Record<string, string>> = {},
): Promise<InProcessService> {
  const dataDir = await makeTempDir();
  const settings = loadSettings({ DATA_DIR: dataDir, PORT: '0', JWT_SECRET: TEST_SECRET, ...env });
  const logger = createLogger('error');
  const service = await startService({ settings, parts: [createIngest, createQuery], logger, now });
  return {
    url: service.url,
    dataDir,
    endpoints: service.endpoints,
    stop: async () => {
      await service.stop();
      await removeDir(dataDir);
    },
  };
}
