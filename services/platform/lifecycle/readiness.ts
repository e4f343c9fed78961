import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '../../../clickhouse/store';
import { PING_TIMEOUT_MS } from '../policy';
import type { Part } from './part';

/** How far the service is; changed by the service as it starts and stops. */
export interface Progress {
  phase: 'starting' | 'ready' | 'stopping';
  store: Store | undefined;
  isMigrated: boolean;
  parts: readonly Part[];
}

type Check = 'ok' | 'failing' | 'pending';

export interface Readiness {
  readonly status: 'ready' | 'starting' | 'stopping' | 'failing';
  /** `write_path` is absent where no part takes writes. */
  readonly checks: { readonly engine: Check; readonly migrations: Check; readonly write_path?: Check };
}

/** Whether the service can do its work now: the engine answers, the migrations have run, the write path works. */
export async function readiness(progress: Progress): Promise<Readiness> {
  const { phase, store, isMigrated, parts } = progress;
  const writers = parts.filter((part) => part.healthy !== undefined);
  const canWrite = writers.every((part) => part.healthy?.());
  const checks: Readiness['checks'] = {
    engine: store === undefined ? 'pending' : (await answers(store)) ? 'ok' : 'failing',
    migrations: isMigrated ? 'ok' : 'pending',
    ...(writers.length > 0 && { write_path: canWrite ? 'ok' : 'failing' }),
  };
  if (phase !== 'ready') return { status: phase, checks };
  return { status: Object.values(checks).every((check) => check === 'ok') ? 'ready' : 'failing', checks };
}

async function answers(store: Store): Promise<boolean> {
  const timer = new AbortController();
  const tooLate = delay(PING_TIMEOUT_MS, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([store.ping(), tooLate]);
  } catch {
    return false;
  } finally {
    timer.abort();
  }
}
