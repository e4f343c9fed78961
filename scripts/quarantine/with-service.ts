import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createIngest } from '../../services/ingest/service';
import { startService } from '../../services/platform/lifecycle/service';
import { createLogger } from '../../services/platform/logger';
import type { Settings } from '../../services/platform/settings/settings';
import { sizeThreadPool } from '../../services/platform/settings/thread-pool';
import { isServing, operatedService } from '../operator/local-service';
import type { OperatedService } from '../operator/local-service';
import { OperatorError } from '../operator/ndjson-answer';

interface Given {
  readonly tenant: string;
  readonly url: string | undefined;
  readonly token: string | undefined;
}

/**
 * Does the work at a running service. Where none holds the embedded store, the write side runs in this process meanwhile; only
 * one process may have the store open.
 */
export async function withService(
  settings: Settings,
  given: Given,
  work: (service: OperatedService) => Promise<number>,
): Promise<number> {
  if (given.url !== undefined || settings.server !== undefined || isServing(settings)) {
    return await work(await operatedService(settings, given));
  }
  if (!existsSync(join(settings.dataDir, 'engine'))) {
    throw new OperatorError(`There is no store in ${settings.dataDir}.`);
  }
  sizeThreadPool(settings.readers);
  const service = await startService({
    settings: { ...settings, host: '127.0.0.1', port: 0 },
    parts: [createIngest],
    logger: createLogger('warn'),
    now: () => new Date(),
  });
  try {
    return await work(await operatedService(settings, { ...given, url: service.url }));
  } finally {
    await service.stop();
  }
}
