import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { migrate } from '../../../../clickhouse/migrate';
import { openStore } from '../../../../clickhouse/open-store';
import { projectRoot } from '../../../../clickhouse/project-root';
import { callExample, OPERATIONS, sendExamples } from '../../../support/examples';
import { makeTempDir, mintToken, removeDir, startProcess } from '../../../support/service';
import type { ServiceProcess } from '../../../support/service';
import { callsTo } from '../calls';
import type { Call, Calls } from '../calls';
import { injectionPayloads } from './payloads';
import { describedPlaces, headerPlaces, READ_HEADERS } from './places';
import type { Place } from './places';
import { answersWithout, harmlessTwin } from './same-answer';

/** So many of the payloads in each place, other ones each time; `npm run test:injection` puts all of them into each. */
const PER_PLACE = Number(process.env.INJECTION_PAYLOADS ?? 2);
/** The long form is some 60,000 calls. */
const LONGEST_MS = 3_600_000;
const READER = mintToken({ tenant: 'acme' });
const WRITER = mintToken({ tenant: 'attacker' });
const PLACES = [...describedPlaces(), ...headerPlaces(READER)];

let service: ServiceProcess;
let readers: Calls;
let writers: Calls;
let listener: Server;
let knocks = 0;
let trapDir: string;
let payloads: readonly string[];
let answersBefore: readonly string[];

beforeAll(async () => {
  listener = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  trapDir = await makeTempDir();
  const address = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  payloads = injectionPayloads({ listener: address, file: join(trapDir, 'planted') });
  service = await startProcess({
    dataDir: await makeTempDir(),
    env: { LOG_LEVEL: 'error', RATE_LIMIT_REQUESTS: '0', RATE_LIMIT_TENANT_REQUESTS: '0' },
  });
  readers = callsTo(service.url, READER);
  writers = callsTo(service.url, WRITER);
  for (const token of [READER, WRITER]) await sendExamples(service.url, token);
  answersBefore = await exampleAnswers();
});
afterAll(async () => {
  readers.close();
  writers.close();
  await new Promise((resolve) => listener.close(resolve));
  await removeDir(trapDir);
  await removeDir(service.dataDir);
});

/** What the reading tenant, to which nobody writes, is answered to every example. */
async function exampleAnswers(): Promise<string[]> {
  const answers: string[] = [];
  for (const operation of OPERATIONS.filter(
    ({ method, path }) => method === 'get' && path.startsWith('/v'),
  )) {
    const answer = await callExample(service.url, READER, operation);
    answers.push(`${operation.operationId} ${answer.status} ${await answer.text()}`);
  }
  return answers;
}

function send(call: Call): ReturnType<Calls['send']> {
  return (call.method ?? 'GET') === 'GET' ? readers.send(call) : writers.send(call);
}

/** What is answered otherwise to a payload than to a text of its shape that means nothing. */
async function differences({ name, call }: Place, texts: readonly string[]): Promise<string[]> {
  const twins = new Map<string, readonly string[]>();
  const answersTo = async (text: string): Promise<readonly string[]> =>
    answersWithout(await send(call(text)), text);
  const wrong: string[] = [];
  for (const text of texts) {
    const twin = harmlessTwin(text);
    const expected = twins.get(twin) ?? (await answersTo(twin));
    twins.set(twin, expected);
    const answers = await answersTo(text);
    const isSame = answers.some((answer, form) => answer === expected[form]);
    if (!isSame || answers[0]?.startsWith('5'))
      wrong.push(`${name}: ${JSON.stringify(text)}: ${answers[0]} instead of ${expected[0]}`);
  }
  return wrong;
}

test('every place where a text goes in is there: all parameters of the API description, all fields of bodies, all headers', () => {
  expect(PLACES.length).toBeGreaterThan(330);
  expect(new Set(PLACES.map(({ name }) => name)).size).toBe(PLACES.length);
  const read = new Set(
    sourceOf('services').flatMap((code) =>
      [...code.matchAll(/headers\[?\.?'?([a-z-]+)'?\]?/g)].map(([, name = '']) => name),
    ),
  );
  const decided = [...read].filter((name) =>
    /^(x-|accept$|authorization$|content-(type|encoding)$|if-|origin$|cookie$|forwarded$)/.test(name),
  );
  expect(decided.length).toBeGreaterThan(5);
  expect(decided.filter((name) => !(READ_HEADERS as readonly string[]).includes(name))).toEqual([]);
});

test(
  'a text that would be run is answered as one that means nothing, in every place',
  async () => {
    expect(payloads.length).toBeGreaterThan(120);
    let next = 0;
    const textsOf = new Map(
      PLACES.map((place) => [
        place,
        Array.from(
          { length: Math.min(PER_PLACE, payloads.length) },
          () => payloads[next++ % payloads.length] ?? '',
        ),
      ]),
    );
    const waiting = [...textsOf];
    const wrong: string[] = [];
    const worker = async (): Promise<void> => {
      for (let one = waiting.pop(); one; one = waiting.pop()) wrong.push(...(await differences(...one)));
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(wrong.slice(0, 20)).toEqual([]);
  },
  LONGEST_MS,
);

test('nothing was changed, called or written by any of them', async () => {
  expect(await exampleAnswers()).toEqual(answersBefore);
  expect(knocks).toBe(0);
  expect(existsSync(join(trapDir, 'planted'))).toBe(false);
  expect((await readers.get('/readyz')).status).toBe(200);
  await service.stop();
  const fresh = await makeTempDir();
  expect(await definitionsIn(service.dataDir)).toEqual(await definitionsIn(fresh));
  await removeDir(fresh);
});

/** Every database, table, column and function of ours that is in the store. */
async function definitionsIn(dataDir: string): Promise<unknown> {
  const store = await openStore({ database: 'headcount', dataDir });
  await migrate(store);
  const found = [
    await store.audit('SELECT name, engine FROM system.databases ORDER BY name'),
    await store.audit(
      "SELECT database, name, create_table_query FROM system.tables WHERE database NOT IN ('system', 'INFORMATION_SCHEMA', 'information_schema') ORDER BY database, name",
    ),
    await store.audit("SELECT name FROM system.functions WHERE origin != 'System' ORDER BY name"),
  ];
  await store.close();
  return found;
}

function sourceOf(directory: string): string[] {
  return readdirSync(join(projectRoot(), directory), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(projectRoot(), directory, file), 'utf8'));
}
