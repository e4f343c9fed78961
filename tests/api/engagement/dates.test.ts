import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { get, RANGE_NAMES, span, START_NAMES } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
});
afterAll(() => service.stop());

const GOOD = '2024-01-02T00:00:00.000Z';
const NOTHING = {
  'users/active-users': '{"month":[],"success":true}',
  'users/new-users':
    '{"days":[],"period":{"count":0,"variation":0},"yesterday":{"count":0,"variation":0},"success":true}',
  'users/users-by-time-of-the-day-in-a-week': '{"week":[],"success":true}',
  'users/chat-busier/hourly-data': '{"hours":[],"success":true}',
  'users/chat-busier/weekly-data': '{"month":[],"success":true}',
};

describe.each(RANGE_NAMES)('%s', (name) => {
  test.each([
    ['', "Missing key 'start'"],
    [`start=${GOOD}`, "Missing key 'end'"],
    [`end=${GOOD}`, "Missing key 'start'"],
    ['start=2023-05-T00:00:00.000Z', 'Failed Match.Where validation in field start'],
    [`start=${GOOD}&end=2023-10-05`, 'Failed Match.Where validation in field end'],
    ['end=bad', 'Failed Match.Where validation in field end'],
    ['end=bad&start=bad', 'Failed Match.Where validation in field end'],
    [`start=${GOOD}&start=${GOOD}&end=${GOOD}`, 'Failed Match.Where validation in field start'],
    ['start=&end=', 'Failed Match.Where validation in field start'],
    // A plus in a query string is a blank.
    [`start=+012345-01-01T00:00:00.000Z&end=${GOOD}`, 'Failed Match.Where validation in field start'],
  ])('?%s answers 400: %s', async (query, reason) => {
    const answer = await get(service, name, query);
    expect(answer.status).toBe(400);
    expect(answer.text).toBe(JSON.stringify({ success: false, error: `Match error: ${reason}` }));
  });

  test.each([
    ['an empty tenant', span('2024-01-01T00:00:00.000Z', GOOD)],
    ['start after end by a millisecond', span('2024-01-02T00:00:00.001Z', GOOD)],
    ['start long after end', span('2034-01-02T00:00:00.000Z', GOOD)],
    ['all of time', span('-271821-04-20T00:00:00.000Z', '+275760-09-13T00:00:00.000Z')],
    ['years before every calendar', span('-271821-04-20T00:00:00.000Z', '-271821-04-20T00:00:00.000Z')],
    ['years after every calendar', span('+012345-01-01T00:00:00.000Z', '+275760-09-13T00:00:00.000Z')],
  ])('%s: nothing, in shape', async (_case, query) => {
    const answer = await get(service, name, `${query}&offset=bad`);
    expect([answer.status, answer.text]).toEqual([200, NOTHING[name]]);
  });
});

describe.each(START_NAMES)('%s', (name) => {
  test.each([
    ['', "Missing key 'start'"],
    [`end=${GOOD}`, "Missing key 'start'"],
    ['end=bad', "Missing key 'start'"],
    ['start=', 'Failed Match.Where validation in field start'],
    ['start=2023-05-T00:00:00.000Z', 'Failed Match.Where validation in field start'],
    ['end=bad&start=bad', 'Failed Match.Where validation in field start'],
    [`start=${GOOD}&start=${GOOD}`, 'Failed Match.Where validation in field start'],
    ['start=2024-01-02T00:00:00Z', 'Failed Match.Where validation in field start'],
  ])('?%s answers 400: %s', async (query, reason) => {
    const answer = await get(service, name, query);
    expect(answer.status).toBe(400);
    expect(answer.text).toBe(JSON.stringify({ success: false, error: `Match error: ${reason}` }));
  });

  test.each([
    ['an empty tenant', GOOD],
    ['the first instant that can be asked for', '-271821-04-20T00:00:00.000Z'],
    ['the last one', '%2B275760-09-13T00:00:00.000Z'],
  ])('%s: nothing, in shape, and `end` is ignored', async (_case, start) => {
    for (const query of [`start=${start}`, `start=${start}&end=bad`, `end=x&end=y&start=${start}`]) {
      const answer = await get(service, name, query);
      expect([answer.status, answer.text]).toEqual([200, NOTHING[name]]);
    }
  });
});
