import fc from 'fast-check';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { drawKinds, questionsOf } from '../cluster/every-kind';
import type { SentEvent } from '../../model/sent-event';
import type { World } from '../../model/world';
import { anyDirectory, registerAll } from '../../properties/arbitraries/directory';
import { anyEvent, anyEvents } from '../../properties/arbitraries/events';
import { APP_IDS, CLIENT_IDS, USER_IDS } from '../../properties/arbitraries/pools';
import { anyAppFamilyQuestion } from '../../properties/questions/app-family';
import { anyDevinQuestion } from '../../properties/questions/devin';
import { anyDevinCount } from '../../properties/questions/devin-counts';
import { anyEngagementQuestion } from '../../properties/questions/engagement';
import { expectModelAnswers } from '../../properties/questions/question';
import { createApi } from '../../support/api';
import { startClickHouseFront } from '../../support/clickhouse-front/start';
import type { ClickHouseFront } from '../../support/clickhouse-front/start';
import { startScript } from '../../support/run-script';
import type { ScriptResult } from '../../support/run-script';
import { freePort, makeTempDir, mintToken, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';

const SEED = Number(process.env.HEADCOUNT_SEED ?? 11);
const TENANT = 'acme';
const EVENTS = 120;
const EVENTS_A_BATCH = 10;

const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] =>
  fc.sample(arbitrary, { seed: SEED, numRuns });
const events = sample(anyEvents(anyEvent, 40), 20).flat().slice(0, EVENTS);
const [directory] = sample(anyDirectory, 1);
const questions = sample(
  fc.tuple(
    anyDevinQuestion,
    anyDevinCount,
    anyEngagementQuestion,
    ...CLIENT_IDS.map((client) => anyAppFamilyQuestion(client, APP_IDS, USER_IDS)),
  ),
  3,
).flat();

let root: string;
let front: ClickHouseFront;
let port: number;
let service: ServiceProcess;

beforeAll(async () => {
  root = await makeTempDir();
  front = await startClickHouseFront(join(root, 'server'));
  port = await freePort();
});
afterAll(async () => {
  await service.stop();
  await front.stop();
  await removeDir(root);
});

const startEmbedded = (): Promise<ServiceProcess> => startProcess({ dataDir: join(root, 'data'), port });
const serverEnv = (): Record<string, string> => ({
  CLICKHOUSE_USER: front.user,
  CLICKHOUSE_PASSWORD: front.password,
});
const startOnServer = (): Promise<ServiceProcess> =>
  startProcess({ dataDir: join(root, 'other'), port, env: { CLICKHOUSE_URL: front.url, ...serverEnv() } });

function startMove(...more: readonly string[]): ReturnType<typeof startScript> {
  const env = { ...serverEnv(), DATA_DIR: join(root, 'data') };
  return startScript('scripts/move.js', ['--to', front.url, ...more], env);
}

function runMove(...more: readonly string[]): Promise<ScriptResult> {
  return startMove(...more).result;
}

/** Posts every batch, again and again until it is answered. */
async function produce(batches: readonly (readonly SentEvent[])[]): Promise<void> {
  const api = createApi(`http://127.0.0.1:${port}`, mintToken({ tenant: TENANT }));
  for (const batch of batches) {
    while (
      !(await api.postEvents(batch).then(
        ({ status }) => status === 200,
        () => false,
      ))
    )
      await pause(50);
    await pause(10);
  }
}

test('a store moves to a server under load, interrupted once: the same answers before and after', async () => {
  service = await startEmbedded();
  if (!directory) throw new Error('no directory');
  const api = createApi(service.url, mintToken({ tenant: TENANT }));
  await registerAll(api, directory);
  const batches = Array.from({ length: events.length / EVENTS_A_BATCH }, (_, index) =>
    events.slice(index * EVENTS_A_BATCH, (index + 1) * EVENTS_A_BATCH),
  );
  const half = batches.length / 2;
  await produce(batches.slice(0, half));
  const world: World = { ...directory, events: batches.slice(0, half).flat() };
  await expectModelAnswers(api, world, questions);

  const producing = produce(batches.slice(half));
  await service.kill9();
  const interrupted = startMove();
  await new Promise((resolve) => interrupted.child.stderr?.once('data', resolve));
  interrupted.child.kill('SIGKILL');
  await interrupted.result;
  const moved = await runMove();
  expect(moved).toMatchObject({ exitCode: 0 });
  expect(moved.stdout).toContain('both stores hold the same');

  service = await startOnServer();
  await producing;
  await expectModelAnswers(
    createApi(service.url, mintToken({ tenant: TENANT })),
    { ...directory, events },
    questions,
  );
});

test('what the server holds and the store does not is only taken out when asked for', async () => {
  const refused = await runMove();
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('--replace');

  await service.stop();
  expect(await runMove('--replace')).toMatchObject({ exitCode: 0 });
  service = await startEmbedded();
  const token = mintToken({ tenant: TENANT });
  const paths = questionsOf(drawKinds(SEED), 0, 1);
  const answers: unknown[] = [];
  for (const path of paths) answers.push({ path, ...(await createApi(service.url, token).get(path)) });
  await service.stop();
  service = await startOnServer();
  for (const [index, path] of paths.entries()) {
    expect({ path, ...(await createApi(service.url, token).get(path)) }).toEqual(answers[index]);
  }
});
