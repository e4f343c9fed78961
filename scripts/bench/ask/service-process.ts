import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../../clickhouse/project-root';
import { PERMISSIONS } from '../../../services/platform/principal';
import { signToken } from '../../../services/platform/tokens/sign-token';
import { TENANT } from '../workload';

export interface BenchService {
  readonly url: string;
  /** Opens everything of the workload's tenant. */
  readonly token: string;
  /** Resident memory, now and at its highest. */
  memoryMb(): { readonly now: number; readonly peak: number };
  stop(): Promise<void>;
}

const SECRET = 'a-secret-of-the-bench-that-is-long-enough';
/** One token sends everything here: its default limit is what would be measured. */
const NO_RATE_LIMITS = {
  RATE_LIMIT_REQUESTS: '0',
  RATE_LIMIT_EVENTS: '0',
  RATE_LIMIT_TENANT_REQUESTS: '0',
  RATE_LIMIT_TENANT_EVENTS: '0',
};
const KILOBYTES_PER_MB = 1024;
const READY = /^Headcount is ready at (\S+)$/;

/** Starts the built service, with what the bench asks for besides, as a process of its own and waits until it is ready. */
export async function startService(dataDir: string): Promise<BenchService> {
  const program = join(projectRoot(), 'dist', 'scripts', 'bench', 'service.js');
  const child = spawn(process.execPath, [program], {
    env: {
      ...NO_RATE_LIMITS,
      PATH: process.env.PATH,
      TMPDIR: process.env.TMPDIR,
      DATA_DIR: dataDir,
      PORT: '0',
      JWT_SECRET: SECRET,
    },
    // Its log goes nowhere, but it is written: every request is a line.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(child, 'exit');
  const url = await Promise.race([
    readyUrl(child.stdout),
    gone.then(() => Promise.reject(new Error('the service ended before it was ready'))),
  ]);
  return {
    url,
    token: benchToken(),
    memoryMb: () => {
      const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
      const megabytes = (name: string): number =>
        Math.round(Number(new RegExp(`${name}:\\s*(\\d+)`).exec(status)?.[1]) / KILOBYTES_PER_MB);
      return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
    },
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function readyUrl(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = READY.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('the service ended before it was ready');
}

function benchToken(): string {
  return signToken(
    { tenant: TENANT, subject: 'bench', permissions: PERMISSIONS, orgs: ['*'], clients: ['*'] },
    {
      secret: SECRET,
      issuer: 'headcount',
      audience: 'headcount',
      now: new Date(),
      expiresInSeconds: 86_400,
    },
  );
}
