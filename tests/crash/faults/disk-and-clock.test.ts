import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiled } from '../../support/build';
import { makeTempDir, removeDir } from '../../support/service';
import { buildShim, shimEnv } from '../shim/build';
import { FaultyService } from './faulty-service';

// On a busy machine it takes long; nothing here is about speed.
jest.setTimeout(900_000);

const shim = buildShim();
if ('missing' in shim) console.error(`SKIPPED: errors of the disk and jumps of the clock, ${shim.missing}`);
const testWithShim = 'missing' in shim ? test.skip : test;

let home: string;
let service: FaultyService;

beforeAll(async () => {
  if ('missing' in shim) return;
  compiled('services/main.js');
  home = await makeTempDir();
  const dataDir = join(home, 'data');
  service = await FaultyService.start({
    dataDir,
    env: shimEnv(shim.path, dataDir, { CRASH_FAULT: join(home, 'fault'), CRASH_CLOCK: join(home, 'clock') }),
  });
});
afterAll(async () => {
  if ('missing' in shim) return;
  await service.kill9();
  await removeDir(home);
});

const EIO = 5;
const ENOSPC = 28;

testWithShim.each([
  ['EIO from the journal', EIO, '/journal/commits.log'],
  ['no space left for the journal', ENOSPC, '/journal/commits.log'],
])('%s: refused with 503, not ready, and back by itself', async (name, error, where) => {
  const [before, refused, after] = ['before', 'refused', 'after'].map((when) => `${when} ${name}`);
  expect(await service.post([before ?? ''])).toMatchObject({ status: 200 });
  writeFileSync(join(home, 'fault'), `${error} ${where}`);
  expect(await service.post([refused ?? ''])).toEqual({ status: 503, retryAfter: '1' });
  expect(await service.saysWritingFails()).toBe(true);
  rmSync(join(home, 'fault'));
  await service.untilReady();
  expect(await service.post([after ?? ''])).toMatchObject({ status: 200 });
  const { listed } = await service.counted();
  expect(listed.filter((user) => user.endsWith(name))).toEqual([after, before]);
});

testWithShim.each([
  ['EIO from the engine', EIO, '/engine/store/'],
  ['no space left for the engine', ENOSPC, '/engine/store/'],
])('%s: the request waits in the journal, and goes in by itself', async (name, error, where) => {
  const before = await service.counted();
  writeFileSync(join(home, 'fault'), `${error} ${where}`);
  const waiting = service.post([name]);
  await service.untilWritingFails();
  rmSync(join(home, 'fault'));
  const { status } = await waiting;
  if (status !== 200) expect(await service.post([name])).toMatchObject({ status: 200 });
  await service.untilReady();
  expect(await service.counted()).toMatchObject({
    sessions: before.sessions + 1,
    searches: before.sessions + 1,
  });
});

testWithShim('a clock that jumps back and forward changes no number', async () => {
  const before = await service.counted();
  const jumps = [-40 * 86_400, 3_600, -3_600, 7 * 86_400];
  for (const [index, seconds] of jumps.entries()) {
    writeFileSync(join(home, 'clock'), String(seconds));
    expect(await service.post([`jump ${index}`])).toMatchObject({ status: 200 });
    expect(await service.post([`jump ${index}`])).toMatchObject({ status: 200 });
  }
  rmSync(join(home, 'clock'));
  const after = before.sessions + jumps.length;
  expect(await service.counted()).toMatchObject({ sessions: after, searches: after });
  expect((await service.readiness()).status).toBe(200);
});
