import { activityOf, CLIENT, countsOf, wholeCounts } from './facts';
import { startInstallation } from './sides';
import type { Installation, Side } from './sides';

let installation: Installation;
let one: Side;
let other: Side;
let query: Side;

beforeAll(async () => {
  installation = await startInstallation();
  one = await installation.start('ingest', 'one');
  other = await installation.start('ingest', 'other');
  query = await installation.start('query', 'query');
  await one.api.put(`/v1/clients/${CLIENT}`, { name: 'Acme', timezone: 'UTC' });
});
afterAll(() => installation.stop());

test('whom one process has erased the other refuses at once', async () => {
  const events = activityOf('ann', 3);
  await other.api.postEvents([...events, ...activityOf('bob', 2)]);
  expect((await one.api.delete('/v1/users/ann')).status).toBe(200);
  expect(await other.api.postEvents(events)).toMatchObject({ status: 422, body: { rejected_count: 9 } });
  expect(await countsOf(query.api, 'ann')).toMatchObject({ sessions: 0, searches: 0, active: false });
  expect(await countsOf(query.api, 'bob')).toEqual(wholeCounts(2));
});

test('what the other was just storing when they were erased is not there afterwards', async () => {
  const events = activityOf('cleo', 4);
  let isErased = false;
  const producer = (async (): Promise<number[]> => {
    const statuses: number[] = [];
    for (let after = 0; after < 2; after += Number(isErased)) {
      statuses.push((await other.api.postEvents(events)).status);
    }
    return statuses;
  })();
  await one.api.postEvents(events);
  await one.api.delete('/v1/users/cleo');
  isErased = true;
  expect((await producer).at(-1)).toBe(422);
  expect(await countsOf(query.api, 'cleo')).toMatchObject({ sessions: 0, searches: 0, active: false });
});
