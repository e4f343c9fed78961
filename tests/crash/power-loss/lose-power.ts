import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../../scripts/demo/random';
import { makeTempDir, removeDir } from '../../support/temp-dir';
import { Caller } from '../process/http';
import { Victim } from '../process/victim';
import { shimEnv } from '../shim/build';
import type { Difference } from '../traffic/compare';
import { Tenant } from '../traffic/tenant';
import { Disk, LOSSES } from './disk';
import type { Loss } from './disk';

export interface LostPower {
  readonly loss: Loss;
  readonly answered: number;
  readonly differences: readonly Difference[];
}

/** An idle service empties its journal after a second: sometimes the power goes after that. */
const MAX_QUIET_MS = 2_500;

/**
 * Runs a schedule on an empty directory, notes what is written and synced, takes the power away at an instant and puts together
 * what a disk would hold then, once for each kind of loss; the service starts on it and is compared.
 */
export async function losePower(shim: string, seed: number): Promise<LostPower[]> {
  const home = await makeTempDir();
  const [dataDir, blobs, log] = [join(home, 'data'), join(home, 'blobs'), join(home, 'calls')];
  mkdirSync(blobs);
  mkdirSync(dataDir);
  const tenant = new Tenant([seed]);
  const answered = await runUntilPowerIsLost(
    Victim.start({ dataDir, env: shimEnv(shim, dataDir, { CRASH_LOG: log, CRASH_BLOBS: blobs }) }),
    tenant,
    seed,
  );
  const disk = new Disk(dataDir);
  for (const line of readFileSync(log, 'utf8').trimEnd().split('\n')) {
    const [number = '', name = '', path = '', second = ''] = line.split('\t');
    disk.apply({ number: Number(number), name, path, second }, (at) => readFileSync(join(blobs, String(at))));
  }
  const results: LostPower[] = [];
  for (const loss of LOSSES) {
    rmSync(dataDir, { recursive: true, force: true });
    disk.restoreTo(dataDir, loss);
    forgetBoot(dataDir);
    results.push({ loss, answered, differences: await startAndCompare(dataDir, tenant.copy()) });
  }
  if (results.every(({ differences }) => differences.length === 0)) await removeDir(home);
  return results;
}

async function runUntilPowerIsLost(victim: Victim, tenant: Tenant, seed: number): Promise<number> {
  const random = createRandom(`power ${seed}`);
  const caller = new Caller(await victim.ready());
  await tenant.register(caller);
  const lastAnswer = Math.ceil(tenant.size(0) * Math.sqrt(random.next()));
  let answers = 0;
  let loss: Promise<void> | undefined;
  await tenant.produce(0, caller, () => {
    answers += 1;
    if (answers < lastAnswer) return;
    const quietMs = random.chance(0.5) ? 0 : random.next() * MAX_QUIET_MS;
    loss ??= sleep(quietMs).then(() => victim.kill9());
  });
  await (loss ?? victim.kill9());
  caller.close();
  return answers;
}

/** A machine that lost its power has been started anew. */
function forgetBoot(dataDir: string): void {
  const file = join(dataDir, 'journal', 'boot');
  if (existsSync(file)) writeFileSync(file, 'another start of the machine');
}

async function startAndCompare(dataDir: string, tenant: Tenant): Promise<Difference[]> {
  const victim = Victim.start({ dataDir });
  const caller = new Caller(await victim.ready());
  await tenant.compare(caller, 'all');
  caller.close();
  await victim.kill9();
  return tenant.differences;
}
