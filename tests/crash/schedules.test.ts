import { compiled } from '../support/build';
import { makeTempDir, removeDir } from '../support/service';
import { runChain } from './run/chain';
import { scheduleOf } from './traffic/schedule';

/** Seeds that the long form never reaches. */
const FIRST_SEED = 1_000_000_000;
const SCHEDULES = 50;
const LANES = 25;

// On a busy machine it takes long; nothing here is about speed.
jest.setTimeout(900_000);

let dataDir: string;
beforeAll(async () => {
  compiled('services/main.js');
  dataDir = await makeTempDir();
});
afterAll(() => removeDir(dataDir));

test('whenever the service is killed, every accepted event counts once and every other one wholly or not at all', async () => {
  const tally = await runChain({ dataDir, firstSeed: FIRST_SEED, schedules: SCHEDULES, lanes: LANES });
  expect(tally.differences).toEqual([]);
  expect(tally).toMatchObject({ schedules: SCHEDULES, kills: Math.ceil(SCHEDULES / LANES) + 1 });
  expect(tally.requestsAnswered).toBeGreaterThan(SCHEDULES);
  expect(tally.requestsDoubtful).toBeGreaterThan(0);
});

test('a seed says everything that is sent', () => {
  const [one, again, another] = [scheduleOf(7), scheduleOf(7), scheduleOf(8)];
  expect(again.phases).toEqual(one.phases);
  expect(another.phases).not.toEqual(one.phases);
});
