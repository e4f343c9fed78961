import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/service-process';
import { projectFile, stagesOf } from './files';
import type { Instruction } from './files';
import { projectRoot } from '../../clickhouse/project-root';

/**
 * `npm run test:image`: runs the Dockerfile's own steps by hand in empty directories, where there is no container engine, then
 * starts what came out as the image would: as another user, in a file system that cannot be written but for /data and /tmp.
 */
const isRoot = process.getuid?.() === 0;
/** Whom `node` is in the image: here somebody who owns nothing. */
const USER = isRoot ? { uid: 65_534, gid: 65_534 } : {};

interface Stage {
  readonly root: string;
  readonly env: Record<string, string>;
  workdir: string;
  command: readonly string[];
  health: readonly string[];
  isUser: boolean;
}

/** `npm` and `node` find what they need in a home of their own. */
function newStage(parent: string, name: string): Stage {
  const root = join(parent, name);
  mkdirSync(join(root, 'tmp'), { recursive: true });
  chmodSync(join(root, 'tmp'), 0o1777);
  const env = { PATH: process.env.PATH ?? '', HOME: join(root, 'tmp'), TMPDIR: join(root, 'tmp') };
  return { root, env, workdir: root, command: [], health: [], isUser: false };
}

/** Absolute paths of the image lie below the stage's root. */
function inStage({ root }: Stage, text: string): string {
  return text.replaceAll(/(?<=^|\s|=)\/(?:app|data)\b/g, (path) => join(root, path));
}

function runInstruction(
  stage: Stage,
  { keyword, text, flags }: Instruction,
  stages: ReadonlyMap<string, Stage>,
): void {
  console.log(`${keyword} ${text}`);
  const words = text.split(/\s+/);
  switch (keyword) {
    case 'WORKDIR':
      stage.workdir = inStage(stage, text);
      mkdirSync(stage.workdir, { recursive: true });
      break;
    case 'ENV':
      for (const word of words) {
        const [name = '', value = ''] = word.split('=');
        stage.env[name] = inStage(stage, value);
      }
      break;
    case 'COPY': {
      const from = stages.get(flags.get('from') ?? '');
      const target = words.at(-1) ?? '';
      for (const source of words.slice(0, -1)) {
        const path = from ? inStage(from, source) : join(projectRoot(), source);
        cpSync(path, join(stage.workdir, target === './' ? basename(source) : target), { recursive: true });
      }
      break;
    }
    case 'RUN': {
      const owner = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
      const command = inStage(stage, text).replaceAll('node:node', isRoot ? '65534:65534' : owner);
      execFileSync('sh', ['-c', command], {
        cwd: stage.workdir,
        env: stage.env,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      break;
    }
    case 'USER':
      stage.isUser = text !== 'root';
      break;
    case 'HEALTHCHECK':
      stage.health = JSON.parse(text.slice(text.indexOf('['))) as string[];
      break;
    case 'CMD':
      stage.command = JSON.parse(text) as string[];
      break;
    case 'FROM':
    case 'VOLUME':
    case 'EXPOSE':
    case 'STOPSIGNAL':
      break;
    default:
      throw new Error(`this test does not know ${keyword}`);
  }
}

/** Nobody may write below the application any more. */
function seal(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isSymbolicLink()) continue;
    if (entry.isDirectory()) seal(path);
    else chmodSync(path, statSync(path).mode & ~0o222);
  }
  chmodSync(directory, 0o555);
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
  console.log(`ok: ${what}`);
}

async function untilHealthy(stage: Stage, child: ChildProcess): Promise<void> {
  const [file = '', ...args] = stage.health;
  for (;;) {
    if (child.exitCode !== null) throw new Error('the service ended before it was healthy');
    const check = spawn(file, args, { cwd: stage.workdir, env: stage.env, stdio: 'ignore', ...USER });
    const [code] = (await once(check, 'exit')) as [number | null];
    if (code === 0) return;
    await pause(200);
  }
}

async function main(): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), 'headcount-image-'));
  if (isRoot) chmodSync(parent, 0o755);
  try {
    const stages = new Map<string, Stage>();
    const instructions = stagesOf(projectFile('Dockerfile'));
    for (const [index, stage] of instructions.entries()) {
      const name = /\sas\s+(\w+)/i.exec(stage[0]?.text ?? '')?.[1] ?? `stage-${index}`;
      stages.set(name, newStage(parent, name));
      for (const each of stage) runInstruction(stages.get(name) ?? newStage(parent, name), each, stages);
    }
    const image = [...stages.values()].at(-1) ?? newStage(parent, 'none');
    must(image.isUser, 'the image names a user');
    must(existsSync(join(image.root, 'app/node_modules/chdb')), 'the engine is in the image');
    must(!existsSync(join(image.root, 'app/node_modules/jest')), 'no development dependency is in the image');
    must(existsSync(join(image.root, 'app/dist/dashboard/index.html')), 'the dashboard is in the image');
    seal(join(image.root, 'app'));
    await runImage(image);
  } finally {
    execFileSync('chmod', ['-R', 'u+w', parent]);
    rmSync(parent, { recursive: true, force: true });
  }
}

async function runImage(image: Stage): Promise<void> {
  image.env.PORT = String(await freePort());
  image.env.HOST = '127.0.0.1';
  if (isRoot) chownSync(join(image.root, 'tmp'), 65_534, 65_534);
  const [file = '', ...args] = image.command;
  const child = spawn(file, args, {
    cwd: image.workdir,
    env: image.env,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...USER,
  });
  try {
    await untilHealthy(image, child);
    must(true, 'the health check passes');
    const page = await fetch(`http://127.0.0.1:${image.env.PORT}/`);
    must(page.status === 200, 'the page is served');
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill('SIGTERM');
    const [code] = await ended;
    must(code === 0, 'SIGTERM ends it with 0');
    const written = readdirSync(join(image.root, 'data'));
    must(written.includes('engine') && written.includes('journal'), 'everything it keeps is in /data');
  } finally {
    child.kill('SIGKILL');
  }
}

void main();
