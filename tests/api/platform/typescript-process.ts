import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** Compiles each file as it is required, so that a program of the sources runs without a build. */
const HOOK = `
  const { transformFileSync } = require('@swc/core');
  const options = { module: { type: 'commonjs' }, jsc: { target: 'es2022', parser: { syntax: 'typescript' } } };
  require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, options).code, file);
  process.argv.splice(1, 0, 'program');
  require(process.argv[2]);`;

export interface TypescriptProcess {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** Resolves with the rest of the match when standard output holds it; rejects if the process ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts a TypeScript file of the project in a process of its own, with nothing of our environment but the path. */
export function startTypescript(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
): TypescriptProcess {
  const child = spawn(process.execPath, ['-e', HOOK, join(ROOT, file), ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => {
      resolve(code ?? signal);
    });
  });
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  const printed = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(output.stdout);
        if (found) resolve(found);
      };
      child.stdout.on('data', look);
      void ended.then(() => {
        reject(new Error(`ended without printing ${pattern}: ${output.stderr}`));
      });
      look();
    });
  return { child, output, printed, ended };
}
