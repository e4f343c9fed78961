import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../../clickhouse/project-root';
import { freePort, makeTempDir, removeDir } from '../support/service';

const readme = readFileSync(join(projectRoot(), 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```(sh|json)\n([\s\S]*?)```/g)].map(([, language, text = '']) => ({
  language,
  text: text.trim(),
}));
/** `npm test` runs this, `npm run demo` is run by tests/api/scripts/demo.test.ts, and `npm start` here around the others. */
const RUN_ELSEWHERE = ['npm test', 'npm run demo', 'npm start'];

let directory: string;
let env: NodeJS.ProcessEnv;
let port: number;

beforeAll(async () => {
  directory = await makeTempDir();
  port = await freePort();
  const { PATH, HOME, TMPDIR } = process.env;
  env = { PATH, HOME, TMPDIR, PORT: String(port) };
  const event = {
    type: 'search',
    id: 'q',
    user_id: 'u',
    org_id: 'org-a',
    created_at: '2026-02-02T09:00:00Z',
  };
  await writeFile(join(directory, 'events.ndjson.gz'), gzipSync(JSON.stringify(event)));
});
afterAll(() => removeDir(directory));

/** Runs a command of the README as it stands, but for the port and where the event file lies. */
function run(command: string, dataDir: string): { child: ChildProcess; output: () => string } {
  const text = command
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`)
    .replaceAll('events.ndjson.gz', join(directory, 'events.ndjson.gz'));
  const child = spawn('bash', ['-euc', text], {
    cwd: projectRoot(),
    env: { ...env, DATA_DIR: join(directory, dataDir) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.resume();
  return { child, output: () => output };
}

async function whileServing(command: string, dataDir: string, work: () => Promise<void>): Promise<void> {
  const { child, output } = run(`exec ${command}`, dataDir);
  const ended = once(child, 'exit').then(() => true);
  while (!output().includes(`http://127.0.0.1:${port}`)) {
    const next = child.stdout ? once(child.stdout, 'data').then(() => false) : ended;
    if (await Promise.race([next, ended])) throw new Error(`${command} ended before it served`);
  }
  await work();
  child.kill('SIGINT');
  await ended;
}

async function outputOf(command: string, dataDir: string): Promise<string> {
  const { child, output } = run(command, dataDir);
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(0);
  return output();
}

/** The first JSON that the README shows after a command. */
function shownAfter(command: string): string {
  const position = blocks.findIndex(({ text }) => text === command);
  return blocks.slice(position).find(({ language }) => language === 'json')?.text ?? '';
}

test('every command of the README works as it stands, and answers what the README says', async () => {
  const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
  const [token = ''] = /^TOKEN=.*$/m.exec(readme) ?? [];
  expect(commands.slice(0, 2)).toEqual(['npm run demo', 'npm test']);

  await whileServing('npm start', 'start', async () => {
    for (const command of commands) {
      if (RUN_ELSEWHERE.includes(command)) continue;
      const output = await outputOf(`${token}\n${command}`, 'start');
      if (!command.includes('curl')) continue;
      expect(output).toMatch(/{"accepted":[12],"rejected_count":0,"rejected":\[\]}/);
      expect(output).toContain(JSON.stringify(JSON.parse(shownAfter(command))));
    }
  });
});
