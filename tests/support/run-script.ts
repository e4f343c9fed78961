import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '../../clickhouse/project-root';
import { compiled } from './build';

export interface ScriptResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningScript {
  readonly child: ChildProcess;
  readonly result: Promise<ScriptResult>;
  /** What it wrote to standard output so far. */
  output(): string;
  /** Resolves as soon as standard output holds the text; rejects where the script ends without it. */
  printed(text: string): Promise<void>;
}

/** Starts a compiled script as a process of its own, with nothing of our environment but the path. */
export function startScript(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningScript {
  return startCommand(process.execPath, [compiled(file), ...args], env);
}

/** The same for any program, in the project's folder. */
export function startCommand(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningScript {
  const child = spawn(program, args, {
    cwd: projectRoot(),
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const result = once(child, 'close').then(() => ({ exitCode: child.exitCode, ...output }));
  const printed = async (text: string): Promise<void> => {
    while (!output.stdout.includes(text)) {
      const ended = await Promise.race([
        once(child.stdout, 'data').then(() => false),
        result.then(() => true),
      ]);
      if (ended && !output.stdout.includes(text)) throw new Error(`it ended first:\n${output.stderr}`);
    }
  };
  return { child, result, printed, output: () => output.stdout };
}

export function runScript(...args: Parameters<typeof startScript>): Promise<ScriptResult> {
  return startScript(...args).result;
}
