import { join } from 'node:path';
import { createApi } from '../../support/api';
import type { Api } from '../../support/api';
import { startClickHouseFront } from '../../support/clickhouse-front/start';
import type { ClickHouseFront } from '../../support/clickhouse-front/start';
import { startScript } from '../../support/run-script';
import type { RunningScript } from '../../support/run-script';
import { makeTempDir, mintToken, removeDir, TEST_SECRET } from '../../support/service';

export type SideName = 'ingest' | 'query' | 'main';

/** One side of the service as a process of its own. */
export interface Side {
  readonly url: string;
  /** A caller with every permission in the tenant `acme`. */
  readonly api: Api;
  stop(): Promise<number | null>;
  /** What it wrote to standard error so far. */
  log(): string;
  /** SIGKILL: no goodbye. */
  kill9(): Promise<void>;
}

/** A server and a place for the data directories of the processes that use it. */
export interface Installation {
  readonly front: ClickHouseFront;
  /** The environment of a side whose data directory bears this name. */
  env(dataDirName: string): Record<string, string>;
  start(side: SideName, dataDirName: string): Promise<Side>;
  /** Stops what is still running. */
  stop(): Promise<void>;
}

export async function startInstallation(): Promise<Installation> {
  const directory = await makeTempDir();
  const front = await startClickHouseFront(join(directory, 'server'));
  const scripts: RunningScript[] = [];
  const env = (dataDirName: string): Record<string, string> => ({
    ...{ HOST: '127.0.0.1', PORT: '0', JWT_SECRET: TEST_SECRET, LOG_LEVEL: 'warn' },
    ...{ CLICKHOUSE_URL: front.url, CLICKHOUSE_USER: front.user, CLICKHOUSE_PASSWORD: front.password },
    DATA_DIR: join(directory, dataDirName),
  });
  return {
    front,
    env,
    start: async (side, dataDirName) => {
      const script = startSide(side, env(dataDirName));
      scripts.push(script);
      return readySide(script);
    },
    stop: async () => {
      for (const { child } of scripts) child.kill('SIGKILL');
      await Promise.all(scripts.map(({ result }) => result));
      await front.stop();
      await removeDir(directory);
    },
  };
}

export function startSide(side: SideName, env: Readonly<Record<string, string>>): RunningScript {
  return startScript(`services/${side}.js`, [], env);
}

async function readySide(script: RunningScript): Promise<Side> {
  let log = '';
  script.child.stderr?.on('data', (text: string) => (log += text));
  await script.printed('Headcount is ready at');
  const url = /ready at (\S+)/.exec(script.output())?.[1] ?? '';
  return {
    url,
    api: createApi(url, mintToken({ tenant: 'acme' })),
    log: () => log,
    stop: async () => {
      script.child.kill('SIGTERM');
      return (await script.result).exitCode;
    },
    kill9: async () => {
      script.child.kill('SIGKILL');
      await script.result;
    },
  };
}
