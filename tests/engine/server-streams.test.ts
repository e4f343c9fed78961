import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import type { Store } from '../../clickhouse/store';
import { startClickHouseFront, type ClickHouseFront } from '../support/clickhouse-front/start';
import { answerJson, startScriptedServer } from '../support/scripted-server';
import { removeDirectory, temporaryDirectory } from './embedded';

const root = temporaryDirectory();
let front: ClickHouseFront;
let store: Store;

beforeAll(async () => {
  front = await startClickHouseFront(join(root, 'server'));
  store = await openStore({ database: 'headcount', dataDir: root, server: front });
  await migrate(store);
});
afterAll(async () => {
  await store.close();
  await front.stop();
  removeDirectory(root);
});

async function all<Row>(blocks: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const block of blocks) rows.push(...block);
  return rows;
}

test('a stream says over HTTP what the question says, only the columns asked for', async () => {
  const asked = await store.query<{ number: number; name: string }>('health/applied-migrations', {});
  const streamed = await all(store.stream('health/applied-migrations', {}, ['name']));
  expect(streamed).toEqual(asked.map(({ name }) => ({ name })));
});

test('a column that is no name, an unknown question and a missing value are refused', async () => {
  const refused = [
    store.stream('health/applied-migrations', {}, ['name FROM system.one --']),
    store.stream('health/applied-migrations', {}, []),
    store.stream('health/nothing', {}, ['name']),
    store.stream('apps/client', {}, ['id']),
  ];
  for (const blocks of refused) await expect(all(blocks)).rejects.toMatchObject({ kind: 'invalid' });
});

test('an abort is a cancelled request', async () => {
  const blocks = store.stream('health/applied-migrations', {}, ['name'], AbortSignal.abort());
  await expect(all(blocks)).rejects.toMatchObject({ kind: 'cancelled' });
});

/** A store over a server that answers its first question as a server does and streams like this. */
async function overServer(stream: (response: ServerResponse) => void) {
  const server = await startScriptedServer((response, requestNumber) => {
    if (requestNumber === 1) answerJson(response, 200, { data: [] });
    else stream(response.writeHead(200, { 'x-clickhouse-format': 'JSONEachRow' }));
  });
  const address = { url: server.url, user: 'headcount', password: '' };
  const scripted = await openStore({ database: 'headcount', dataDir: root, server: address });
  const close = async (): Promise<void> => {
    await scripted.close();
    await server.close();
  };
  return { store: scripted, close };
}

test.each([
  [
    'a connection that is cut',
    (response: ServerResponse) => {
      response.write('{"name":"a"}\n{"na', () => response.destroy());
    },
  ],
  [
    'an exception among the rows',
    (response: ServerResponse) => {
      response.end(
        '{"name":"a"}\nCode: 241. DB::Exception: Memory limit exceeded. (MEMORY_LIMIT_EXCEEDED)\n',
      );
    },
  ],
])('%s is an error, never the end of the rows', async (_how, stream) => {
  const { store: scripted, close } = await overServer(stream);
  await expect(all(scripted.stream('health/applied-migrations', {}, ['name']))).rejects.toMatchObject({
    name: 'StoreError',
  });
  await close();
});

test('who stops reading makes the server stop: its connection is closed', async () => {
  let onClose = (): void => undefined;
  const closed = new Promise<void>((resolve) => (onClose = resolve));
  const { store: scripted, close } = await overServer((response) => {
    response.once('close', onClose);
    response.write('{"name":"a"}\n');
  });
  for await (const rows of scripted.stream('health/applied-migrations', {}, ['name'])) {
    expect(rows).toEqual([{ name: 'a' }]);
    break;
  }
  await closed;
  await close();
});
