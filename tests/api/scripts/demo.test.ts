import { exampleCalls } from '../../../scripts/demo/welcome';
import { createApi } from '../../support/api';
import { startCommand, startScript } from '../../support/run-script';
import type { RunningScript } from '../../support/run-script';
import { makeTempDir, removeDir } from '../../support/temp-dir';

let dataDir: string;

beforeAll(async () => {
  dataDir = await makeTempDir();
});
afterAll(() => removeDir(dataDir));

interface DemoRun {
  readonly answers: readonly unknown[];
  readonly stdout: string;
  readonly exitCode: number | null;
}

/** Runs the demo until it says that it is ready, asks, and ends it with Ctrl-C. */
async function runDemo(demo: RunningScript, paths: readonly string[]): Promise<DemoRun> {
  await demo.printed('\ncurl ');
  const answers: unknown[] = [];
  const stdout = demo.output();
  const url = /ready at (\S+)/.exec(stdout)?.[1] ?? '';
  const api = createApi(url, /^TOKEN=(\S+)$/m.exec(stdout)?.[1] ?? '');
  for (const path of paths) answers.push((await api.get(path)).body);
  demo.child.kill('SIGINT');
  const { exitCode } = await demo.result;
  return { answers, stdout, exitCode };
}

test('the demo fills itself, answers its own examples, stops cleanly, and a second one adds nothing twice', async () => {
  const lastWeek = new Date(Date.now() - 7 * 86_400_000);
  const paths = exampleCalls(lastWeek);
  const env = { DATA_DIR: dataDir, PORT: '0' };
  // As the README says it; what npm answers to Ctrl-C is npm's own.
  const { HOME = '' } = process.env;
  const first = await runDemo(startCommand('npm', ['run', 'demo'], { ...env, HOME }), paths);
  const [dau, actives, users] = first.answers as [
    { active_users: number }[],
    { month: object[] },
    { data: object[]; total_count: number },
  ];
  expect(Math.max(...dau.map(({ active_users }) => active_users))).toBeGreaterThan(50);
  expect(actives.month.length).toBeGreaterThan(2);
  expect(users.data).toHaveLength(5);
  expect(first.stdout.match(/^curl /gm)).toHaveLength(4);

  const second = await runDemo(startScript('scripts/demo.js', [], env), paths);
  expect(second.exitCode).toBe(0);
  expect(second.answers.map(withoutLatest)).toEqual(first.answers.map(withoutLatest));
});

/** Only the latest activity may have moved meanwhile: the sample goes on to now. */
function withoutLatest(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (key === 'last_activity' ? null : value)),
  );
}
