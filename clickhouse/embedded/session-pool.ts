import { StoreError } from '../errors';
import type { EngineSession } from './engine-session';

interface Waiting {
  readonly give: (session: EngineSession) => void;
  readonly refuse: (error: StoreError) => void;
}

/**
 * Sessions of one kind. A session is serial, so each runs one statement at a time; who finds none free waits in line, and
 * is refused with `busy` when the line is full.
 */
export class SessionPool {
  readonly #free: EngineSession[];
  readonly #size: number;
  readonly #maxWaiting: number;
  readonly #waiting = new Set<Waiting>();
  #closed = false;
  #allReturned: (() => void) | undefined;

  constructor(sessions: readonly EngineSession[], maxWaiting: number) {
    this.#free = [...sessions];
    this.#size = sessions.length;
    this.#maxWaiting = maxWaiting;
  }

  /** Resolves with a session of one's own. An abort while waiting gives the place in the line back. */
  async take(signal?: AbortSignal): Promise<EngineSession> {
    if (this.#closed) throw new StoreError('closed');
    if (signal?.aborted) throw new StoreError('cancelled');
    const free = this.#free.pop();
    if (free) return free;
    if (this.#waiting.size >= this.#maxWaiting) throw new StoreError('busy');
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(place);
        signal?.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        place.refuse(new StoreError('cancelled'));
      };
      const place: Waiting = {
        give: (session) => {
          leave();
          resolve(session);
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      this.#waiting.add(place);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Hands the session to who waits longest, or back to the pool. */
  giveBack(session: EngineSession): void {
    const [next] = this.#waiting;
    if (next) next.give(session);
    else this.#free.push(session);
    if (this.#free.length === this.#size) this.#allReturned?.();
  }

  /** Refuses everyone who waits and everyone to come, and closes the sessions once all have come back. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const place of this.#waiting) place.refuse(new StoreError('closed'));
    if (this.#free.length < this.#size) {
      await new Promise<void>((resolve) => {
        this.#allReturned = resolve;
      });
    }
    for (const session of this.#free) await session.close();
  }
}
