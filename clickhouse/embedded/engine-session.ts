import type { Session } from 'chdb';
import { StoreError } from '../errors';
import type { EngineSettings } from '../limits';
import { stringLiteral } from '../sql/literal';

/**
 * One serial connection to the engine, with the settings it was opened with; its name is the `log_comment` of what runs on it.
 *
 * What a failed statement had written before it failed stays in the native session and would stand in front of the next
 * answer, which may be another tenant's. So a native session that failed is thrown away, and the next call opens a new one.
 */
export class EngineSession {
  readonly name: string;
  readonly #connect: () => Session;
  readonly #settings: readonly EngineSettings[];
  #native: Promise<Session> | undefined;
  #closed = false;

  /** `settings` are applied in this order, so that a last `readonly` fixes those before it. */
  constructor(name: string, connect: () => Session, settings: readonly EngineSettings[]) {
    this.name = name;
    this.#connect = connect;
    this.#settings = [{ log_comment: name }, ...settings];
  }

  /** Runs native calls on the session, opening it if needed. Resolves or rejects only when the engine has ended the work. */
  async run<T>(work: (native: Session) => Promise<T>): Promise<T> {
    if (this.#closed) throw new StoreError('closed');
    const opening = (this.#native ??= this.#open());
    try {
      return await work(await opening);
    } catch (error) {
      if (this.#native === opening) this.#native = undefined;
      await closeNative(opening);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const native = this.#native;
    if (native) await closeNative(native);
  }

  async #open(): Promise<Session> {
    const native = this.#connect();
    try {
      for (const settings of this.#settings) await native.queryAsync(`SET ${assignments(settings)}`);
      return native;
    } catch (error) {
      native.close();
      throw error;
    }
  }
}

async function closeNative(opening: Promise<Session>): Promise<void> {
  try {
    (await opening).close();
  } catch {
    // It never opened; whoever asked for it has been told.
  }
}

function assignments(settings: EngineSettings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${typeof value === 'number' ? value : stringLiteral(value)}`)
    .join(', ');
}
