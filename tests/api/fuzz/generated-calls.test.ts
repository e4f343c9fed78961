import { buildDocument } from '../../../services/platform/openapi/build-document';
import { SOURCES } from '../../../services/platform/openapi/sources';
import { runCases } from '../../fuzz/run';
import { makeTempDir, mintToken, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';

/** The long form is `npm run fuzz`. */
const CASES = 800;
const SEED = process.env.HEADCOUNT_SEED ?? 'short';

let service: ServiceProcess;
beforeAll(async () => {
  service = await startProcess({ dataDir: await makeTempDir(), env: { LOG_LEVEL: 'error' } });
});
afterAll(async () => {
  await service.stop();
  await removeDir(service.dataDir);
});

test(`${CASES} calls made from the API description, good and bad, are all answered as it says (seed ${SEED})`, async () => {
  const context = {
    document: buildDocument(SOURCES),
    seed: SEED,
    nowMs: Date.now(),
    tokens: [mintToken({ tenant: 'fuzz' }), mintToken({ tenant: 'fuzz', permissions: [] })],
  };
  const { answers, failures } = await runCases(service.url, context, 0, CASES);
  expect(failures).toEqual([]);
  for (const status of ['200', '400', '401', '403', '404', '422']) {
    expect([status, answers[status] ?? 0]).not.toEqual([status, 0]);
  }
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  expect(service.log()).not.toMatch(/request failed/);
});
