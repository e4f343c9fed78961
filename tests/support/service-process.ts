import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { compiled } from './build';
import { TEST_SECRET } from './tokens';

export interface ServiceProcess {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** SIGTERM; resolves with the exit code once the process is gone. */
  stop(): Promise<number | null>;
  /** SIGKILL: no goodbye, as a loss of power. Resolves once the process is gone. */
  kill9(): Promise<void>;
  /** What it wrote to standard error so far. */
  log(): string;
}

export interface ServiceProcessOptions {
  readonly dataDir: string;
  /** Default: one that is free. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the compiled service as a process of its own and waits until it is ready. */
export async function startProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const main = compiled('services/main.js');
  const port = options.port ?? (await freePort());
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      TMPDIR: process.env.TMPDIR,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: options.dataDir,
      JWT_SECRET: TEST_SECRET,
      LOG_LEVEL: 'info',
      ...options.env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = once(child, 'exit');
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-100_000);
  });
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    await gone;
    return child.exitCode;
  };
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child, () => log);
  return {
    url,
    port,
    dataDir: options.dataDir,
    pid: child.pid ?? 0,
    stop: () => end('SIGTERM'),
    kill9: async () => {
      await end('SIGKILL');
    },
    log: () => log,
  };
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const POLL_MS = 50;

async function untilReady(url: string, child: ChildProcess, log: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the service ended before it was ready:\n${log()}`);
    }
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await pause(POLL_MS);
  }
}
