import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TEST_SECRET } from '../../support/tokens';

export interface VictimOptions {
  readonly dataDir: string;
  /** The file that is run; the compiled service unless another is asked for. */
  readonly program?: readonly string[];
  /** Stands in front of the command, such as a tracer. */
  readonly under?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** None outlives the process that started it. */
const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** It ended before it was ready. */
export class EndedEarly extends Error {}

/** A service process that is there to be killed. */
export class Victim {
  private log = '';
  private output = '';
  private readonly gone: Promise<unknown>;
  private readonly address: Promise<string>;

  private constructor(private readonly child: ChildProcess) {
    alive.add(child);
    this.gone = once(child, 'exit').finally(() => alive.delete(child));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.log = (this.log + text).slice(-100_000);
    });
    this.address = new Promise((resolve, reject) => {
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
        const url = /ready at (\S+)\n/.exec(this.output)?.[1];
        if (url !== undefined) resolve(url);
      });
      child.once('exit', () => {
        reject(new EndedEarly(`the service ended before it was ready:\n${this.log}`));
      });
    });
    this.address.catch(() => undefined);
  }

  static start({ dataDir, program, under = [], env = {} }: VictimOptions): Victim {
    const service = program ?? [join(__dirname, '..', '..', '..', 'dist', 'services', 'main.js')];
    const [command = process.execPath, ...args] = [...under, process.execPath, ...service];
    const child = spawn(command, args, {
      env: {
        PATH: process.env.PATH,
        TMPDIR: process.env.TMPDIR,
        HOST: '127.0.0.1',
        PORT: '0',
        DATA_DIR: dataDir,
        JWT_SECRET: TEST_SECRET,
        LOG_LEVEL: 'warn',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Victim(child);
  }

  /** Resolves with its address when it is ready. Throws EndedEarly. */
  ready(): Promise<string> {
    return this.address;
  }

  isGone(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  pid(): number {
    return this.child.pid ?? 0;
  }

  /** SIGKILL: no goodbye. Resolves once the process is gone. */
  async kill9(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** SIGTERM; resolves with the exit code. */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  async untilGone(): Promise<void> {
    if (!this.isGone()) await this.gone;
  }

  /** What it wrote to standard error. */
  errors(): string {
    return this.log;
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    if (!this.isGone()) {
      this.child.kill(signal);
      await this.gone;
    }
    return this.child.exitCode;
  }
}
