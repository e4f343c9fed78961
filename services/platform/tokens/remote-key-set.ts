import type * as JoseModule from 'jose';
import type { JWTVerifyGetKey, RemoteJWKSet } from 'jose';
import {
  KEY_SET_COOLDOWN_MS,
  KEY_SET_FRESH_MS,
  KEY_SET_RETRY_MS,
  KEY_SET_TIMEOUT_MS,
  KEY_SET_USABLE_MS,
} from '../policy';
import { KeySetUnavailable } from './key-set-unavailable';
import type { KeySource } from './key-set';

type Jose = typeof JoseModule;
type VerificationKey = Awaited<ReturnType<JWTVerifyGetKey>>;

/**
 * The keys behind the configured address. They are fetched
 * - when there are none yet;
 * - for a key id that they lack, so that a new key works at once: at most once in 30 s, however many such ids come;
 * - in the background when they are older than ten minutes; while that fails they hold for an hour.
 * All who need them wait for one fetch. `nowMs` is a clock that never goes back.
 */
export function remoteKeySet(url: string, nowMs: () => number = () => performance.now()): KeySource {
  let fetched: FetchedKeys | undefined;
  return async () => {
    const jose = await import('jose');
    fetched ??= new FetchedKeys(jose, url, nowMs);
    return fetched.keys();
  };
}

class FetchedKeys {
  private readonly remote: RemoteJWKSet;
  private fetches = 0;
  private fetchedAtMs = -Infinity;
  private failedAtMs = -Infinity;
  private soughtAtMs = -Infinity;

  constructor(
    private readonly jose: Jose,
    url: string,
    private readonly nowMs: () => number,
  ) {
    // When to fetch is decided here; jose fetches, parses and chooses.
    this.remote = jose.createRemoteJWKSet(new URL(url), {
      timeoutDuration: KEY_SET_TIMEOUT_MS,
      cooldownDuration: Infinity,
      cacheMaxAge: Infinity,
    });
  }

  async keys(): Promise<JWTVerifyGetKey> {
    const ageMs = this.nowMs() - this.fetchedAtMs;
    if (ageMs > KEY_SET_FRESH_MS) {
      const refreshed = this.refresh();
      if (ageMs > KEY_SET_USABLE_MS) await refreshed;
      else refreshed.catch(() => undefined);
    }
    return (header, token) => this.choose(header, token);
  }

  private async choose(...[header, token]: Parameters<JWTVerifyGetKey>): Promise<VerificationKey> {
    const { fetches } = this;
    try {
      return await this.remote(header, token);
    } catch (error) {
      if (!(error instanceof this.jose.errors.JWKSNoMatchingKey)) throw error;
      await this.seekNewKey();
      if (this.fetches === fetches) throw error;
      return this.remote(header, token);
    }
  }

  /** Waits for the fetch that runs, or fetches if it was not done for such a token within 30 s. */
  private async seekNewKey(): Promise<void> {
    if (!this.remote.reloading) {
      if (this.nowMs() - this.soughtAtMs < KEY_SET_COOLDOWN_MS) return;
      this.soughtAtMs = this.nowMs();
    }
    await this.fetch().catch(() => undefined);
  }

  private async refresh(): Promise<void> {
    if (!this.remote.reloading && this.nowMs() - this.failedAtMs < KEY_SET_RETRY_MS) {
      throw new KeySetUnavailable(new Error('the last fetch failed a moment ago'));
    }
    await this.fetch();
  }

  private async fetch(): Promise<void> {
    const { fetches } = this;
    try {
      await this.remote.reload();
    } catch (error) {
      this.failedAtMs = this.nowMs();
      throw new KeySetUnavailable(error);
    }
    // Of all who waited for the same fetch the first counts it.
    if (this.fetches === fetches) this.fetches += 1;
    this.fetchedAtMs = this.nowMs();
  }
}
