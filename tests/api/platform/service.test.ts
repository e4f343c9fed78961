import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from '../../../services/platform/http/answer';
import type { Part, PartContext } from '../../../services/platform/lifecycle/part';
import { StartStopped, startService } from '../../../services/platform/lifecycle/service';
import { loadSettings } from '../../../services/platform/settings/settings';
import { dashboardFamily, recordingLogger, testRoute } from './test-app';

const dataDir = mkdtempSync(join(tmpdir(), 'headcount-service-'));
const settings = { ...loadSettings({ DATA_DIR: dataDir, PORT: '0' }), port: freePort() };
const { logger } = recordingLogger();

afterAll(() => {
  rmSync(dataDir, { recursive: true });
});

/** Any port that hardly anyone uses; the test has to know it before the service says it is ready. */
function freePort(): number {
  return 20_000 + (process.pid % 20_000);
}

it('answers health while it starts, everything when it is ready, and closes its parts when it stops', async () => {
  const url = `http://127.0.0.1:${settings.port}`;
  const stopped: string[] = [];
  let isHealthy = true;
  const whileStarting: unknown[] = [];
  const look = async (path: string): Promise<unknown[]> => {
    const response = await fetch(url + path);
    return [response.status, await response.json(), response.headers.get('retry-after')];
  };
  const createPart = async ({ store }: PartContext): Promise<Part> => {
    for (const path of ['/healthz', '/readyz', '/dashboard/things']) whileStarting.push(await look(path));
    return {
      routes: [testRoute({ path: '/dashboard/things', handle: () => Promise.resolve(json(200, {})) })],
      healthy: () => isHealthy,
      stop: async () => {
        stopped.push((await store.ping()) ? 'with an open store' : 'too late');
      },
    };
  };

  createPart.families = [dashboardFamily];

  const service = await startService({ settings, parts: [createPart], logger, now: () => new Date() });
  expect(whileStarting).toEqual([
    [200, { status: 'ok' }, null],
    [503, { status: 'starting', checks: { engine: 'ok', migrations: 'ok' } }, '5'],
    [503, { dashboard: 'later' }, '5'],
  ]);

  expect(service.url).toBe(url);
  expect((await look('/readyz'))[0]).toBe(200);
  expect((await look('/dashboard/things'))[0]).toBe(401);
  expect(await look('/dashboard/nothing')).toEqual([404, { dashboard: 'not found' }, null]);

  isHealthy = false;
  expect(await look('/readyz')).toEqual([
    503,
    { status: 'failing', checks: { engine: 'ok', migrations: 'ok', write_path: 'failing' } },
    '5',
  ]);

  await Promise.all([service.stop(), service.stop()]);
  expect(stopped).toEqual(['with an open store']);
});

it('stopped while it starts, it closes what is open and can be started again', async () => {
  const stop = new AbortController();
  const stopped = jest.fn(() => Promise.resolve());
  const createPart = (): Promise<Part> => {
    stop.abort();
    return Promise.resolve({ routes: [], stop: stopped });
  };
  const options = { settings: { ...settings, port: 0 }, logger, now: () => new Date() };
  await expect(startService({ ...options, parts: [createPart] }, stop.signal)).rejects.toThrow(StartStopped);
  expect(stopped).toHaveBeenCalledTimes(1);
  const again = await startService({ ...options, parts: [] });
  await again.stop();
});

it('closes what is open where a part cannot be made', async () => {
  const options = { settings: { ...settings, port: 0 }, logger, now: () => new Date() };
  const broken = (): Promise<Part> => Promise.reject(new Error('no part'));
  await expect(startService({ ...options, parts: [broken] })).rejects.toThrow('no part');
  const again = await startService({ ...options, parts: [] });
  await again.stop();
});
