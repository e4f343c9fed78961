import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const REGISTER = join(__dirname, '..', 'support', 'clickhouse-front', 'typescript.cjs');

export interface Ended {
  readonly code: number | string | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a TypeScript file of this folder as a process of its own, to its end. */
export function runChild(file: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['-r', REGISTER, join(__dirname, file), ...args], (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? null) : 0, signal: error?.signal ?? null, stdout, stderr });
    });
  });
}

/** Starts it and leaves it running; its output can be read. */
export function startChild(file: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['-r', REGISTER, join(__dirname, file), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
