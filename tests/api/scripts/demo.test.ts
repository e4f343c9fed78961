import { exampleCalls } from '../../../scripts/demo/welcome';
import { createApi } from '../../support/api';
import { startScript } from '../../support/run-script';
import { makeTempDir, removeDir } from '../../support/temp-dir';

let dataDir: string;

beforeAll(async () => {
  dataDir = await makeTempDir();
});
afterAll(() => removeDir(dataDir));

interface DemoRun {
  readonly answers: readonly unknown[];
  readonly stdout: string;
}

/** Runs the demo until it says that it is ready, asks, and ends it with Ctrl-C. */
async function runDemo(paths: readonly string[]): Promise<DemoRun> {
  const demo = startScript('scripts/demo.js', [], { DATA_DIR: dataDir, PORT: '0' });
  await demo.printed('\ncurl ');
  const answers: unknown[] = [];
  const stdout = demo.output();
  const url = /ready at (\S+)/.exec(stdout)?.[1] ?? '';
  const api = createApi(url, /^TOKEN=(\S+)$/m.exec(stdout)?.[1] ?? '');
  for (const path of paths) answers.push((await api.get(path)).body);
  demo.child.kill('SIGINT');
  expect((await demo.result).exitCode).toBe(0);
  return { answers, stdout };
}

test('the demo fills itself, answers its own examples, stops cleanly, and a second one adds nothing twice', async () => {
  const lastWeek = new Date(Date.now() - 7 * 86_400_000);
  const paths = exampleCalls(lastWeek);
  const first = await runDemo(paths);
  const [dau, actives, users] = first.answers as [
    { active_users: number }[],
    { month: object[] },
    { data: object[]; total_count: number },
  ];
  expect(Math.max(...dau.map(({ active_users }) => active_users))).toBeGreaterThan(50);
  expect(actives.month.length).toBeGreaterThan(2);
  expect(users.data).toHaveLength(5);
  expect(first.stdout.match(/^curl /gm)).toHaveLength(4);

  const second = await runDemo(paths);
  expect(second.answers.map(withoutLatest)).toEqual(first.answers.map(withoutLatest));
});

/** Only the latest activity may have moved meanwhile: the sample goes on to now. */
function withoutLatest(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (key === 'last_activity' ? null : value)),
  );
}
