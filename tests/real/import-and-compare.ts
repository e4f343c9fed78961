import { createApi } from '../support/api';
import { runScript, startScript } from '../support/run-script';
import type { ScriptResult } from '../support/run-script';
import { freePort, makeTempDir, mintToken, removeDir, startProcess } from '../support/service';
import type { ServiceProcess } from '../support/service';
import type { SentEvent } from '../model/sent-event';
import { compareHistory } from './compare-with-model';
import type { Comparison, Depth } from './compare-with-model';

const TENANT = 'real';

/** Imports a file into a fresh service, a second time too, and compares with the model: at a glance after the first, as deep as told after the second. */
export async function importTwice(
  file: string,
  events: readonly SentEvent[],
  depth: Depth,
): Promise<Comparison[]> {
  return withDataDir(async (dataDir) => {
    const service = await startProcess({ dataDir });
    try {
      const comparisons: Comparison[] = [];
      for (const asked of ['glance', depth] as const) {
        expectAllAccepted(
          await runScript('scripts/import.js', argumentsFor(file, service.port)),
          events.length,
        );
        comparisons.push(await compareHistory(apiOf(service), events, asked));
      }
      return comparisons;
    } finally {
      await service.stop();
    }
  });
}

/** Kills the service in the midst of an import, starts it over, lets the import finish by itself, and compares. */
export async function importAcrossCrash(
  file: string,
  events: readonly SentEvent[],
  batchEvents: number,
  depth: Depth,
): Promise<Comparison> {
  return withDataDir(async (dataDir) => {
    const port = await freePort();
    const doomed = await startProcess({ dataDir, port });
    const importing = startScript('scripts/import.js', [
      ...argumentsFor(file, port),
      '--batch',
      String(batchEvents),
    ]);
    await untilSomethingCounts(doomed);
    await doomed.kill9();
    if (importing.child.exitCode !== null) throw new Error('the import was over before the kill');
    const service = await startProcess({ dataDir, port });
    try {
      expectAllAccepted(await importing.result, events.length);
      return await compareHistory(apiOf(service), events, depth);
    } finally {
      await service.stop();
    }
  });
}

function argumentsFor(file: string, port: number): string[] {
  return [file, '--url', `http://127.0.0.1:${port}`, '--token', mintToken({ tenant: TENANT })];
}

function apiOf({ url }: ServiceProcess): ReturnType<typeof createApi> {
  return createApi(url, mintToken({ tenant: TENANT }));
}

function expectAllAccepted({ exitCode, stdout, stderr }: ScriptResult, count: number): void {
  if (exitCode !== 0 || !stdout.includes(`${count} events sent, ${count} accepted, 0 refused`)) {
    throw new Error(`the import went wrong:\n${stdout}\n${stderr}`);
  }
}

/** The import is under way as soon as anyone counts as active. */
async function untilSomethingCounts(service: ServiceProcess): Promise<void> {
  const api = apiOf(service);
  for (;;) {
    const { body } = await api.get('/v3/enterprise/metrics/active-users?time_after=0&time_before=4000000000');
    if ((body as { active_users: number }).active_users > 0) return;
  }
}

async function withDataDir<Result>(work: (dataDir: string) => Promise<Result>): Promise<Result> {
  const dataDir = await makeTempDir();
  try {
    return await work(dataDir);
  } finally {
    await removeDir(dataDir);
  }
}
