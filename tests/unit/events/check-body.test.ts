import type { BodyContext } from '../../../services/ingest/events/check-body';
import { checkBody } from '../../../services/ingest/events/check-body';
import { CLIENT_ID, INTERVAL, NOW_MS, SEARCH, SESSION } from './sample-events';

const OTHER_CLIENT = CLIENT_ID.replace('aa', 'bb');
const context: BodyContext = {
  nowMs: NOW_MS,
  principal: { orgs: undefined, clients: undefined },
  knownClients: (clientIds) => Promise.resolve(new Set([...clientIds].filter((id) => id === CLIENT_ID))),
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
};
const ndjson = (...lines: unknown[]): Buffer =>
  Buffer.from(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));

test('every event is accepted or refused, in the order sent, with its place, its id and its text', async () => {
  const unknown = { ...INTERVAL, id: 'i-2', client_id: OTHER_CLIENT };
  const lines = [SESSION, '{', { ...SEARCH, created_at: 'now' }, INTERVAL, unknown, '', [SEARCH], SEARCH];
  const { accepted, refused } = await checkBody(ndjson(...lines), 'ndjson', context);
  expect(accepted.map(({ id }) => id)).toEqual(['s-1', 'i-1', 'q-1']);
  expect(refused.map(({ index, id, refusal, raw }) => [index, id, refusal.code, refusal.path, raw])).toEqual([
    [1, null, 'malformed_json', '', '{'],
    [2, 'q-1', 'invalid_field', '/created_at', JSON.stringify(lines[2])],
    [4, 'i-2', 'unknown_client', '/client_id', JSON.stringify(unknown)],
    [5, null, 'invalid_event', '', JSON.stringify([SEARCH])],
  ]);
});

test('clients are asked for once, and only those that the token reaches', async () => {
  const asked: string[][] = [];
  const lines = [INTERVAL, { ...INTERVAL, id: 'i-2' }, { ...INTERVAL, id: 'i-3', client_id: OTHER_CLIENT }];
  const { accepted, refused } = await checkBody(ndjson(...lines), 'ndjson', {
    ...context,
    principal: { orgs: undefined, clients: new Set([CLIENT_ID]) },
    knownClients: (clientIds) => {
      asked.push([...clientIds]);
      return Promise.resolve(clientIds);
    },
  });
  expect(asked).toEqual([[CLIENT_ID]]);
  expect(accepted).toHaveLength(2);
  expect(refused.map(({ refusal }) => refusal.code)).toEqual(['not_allowed']);
});

test('a body without app usage asks for no clients', async () => {
  const knownClients = (): never => {
    throw new Error('asked');
  };
  const { accepted } = await checkBody(ndjson(SESSION, SEARCH), 'ndjson', { ...context, knownClients });
  expect(accepted).toHaveLength(2);
});

test('others are served while a large body is checked', async () => {
  let turns = 0;
  let isChecking = true;
  const count = (): void => {
    turns++;
    if (isChecking) setImmediate(count);
  };
  setImmediate(count);
  await checkBody(ndjson(...Array<unknown>(50_000).fill(SESSION)), 'ndjson', context);
  isChecking = false;
  expect(turns).toBeGreaterThan(2);
});

test('a request that is refused as a whole is refused while it is read', async () => {
  await expect(checkBody(Buffer.from('[{}, {]'), 'json', context)).rejects.toMatchObject({ status: 400 });
});
