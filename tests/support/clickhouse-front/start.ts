import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface ClickHouseFront {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** The next insert loses its connection: before it reaches the engine, or after it is done and before the answer. */
  cutNextInsert(when: 'cut-before' | 'cut-after'): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the front as a process of its own on the directory (its data; made if missing). */
export async function startClickHouseFront(directory: string): Promise<ClickHouseFront> {
  const user = 'headcount';
  const password = 'pass word:/+%';
  const child = spawn(
    process.execPath,
    ['-r', join(__dirname, 'typescript.cjs'), join(__dirname, 'server.ts'), directory, user, password],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, UV_THREADPOOL_SIZE: '16' } },
  );
  const url = await firstLine(child);
  return {
    url,
    user,
    password,
    cutNextInsert: async (when) => {
      await fetch(`${url}/front/fault?next-insert=${when}`, { method: 'POST' });
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the front has no output');
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(() => {
    throw new Error('the front ended before it listened');
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  return line;
}
