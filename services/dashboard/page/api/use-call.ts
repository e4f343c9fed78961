import { useContext, useEffect, useState } from 'preact/hooks';
import { createContext } from 'preact';
import { call, keptBody } from './call';
import type { Failure } from './failure';

/** Who is signed in, for everything below. */
export interface Session {
  readonly token: string;
  /** The service does not take the token any more. */
  readonly end: (reason: string) => void;
}
export const SessionContext = createContext<Session>({ token: '', end: () => undefined });

/** The state of a question: its newest figures, if any; why there are none newer; and whether others are on their way. */
export interface Answered<Body> {
  readonly body: Body | undefined;
  readonly failure: Failure | undefined;
  /** The figures shown belong to an earlier question; those of this one are on their way. */
  readonly isLoading: boolean;
  readonly path: string;
}

const POLL_MS = 4_000;
/** A question that takes long is asked less often: at most a tenth of the time goes into it. */
const REST_FACTOR = 10;

interface State {
  readonly path: string;
  readonly body: unknown;
  readonly failure: Failure | undefined;
}

/** Asks while the page is visible, again and again, so that what arrives at the service is seen. A null path asks nothing. */
export function useCall<Body>(path: string | null, everyMs: number = POLL_MS): Answered<Body> {
  const session = useContext(SessionContext);
  const [state, setState] = useState<State>({ path: '', body: undefined, failure: undefined });

  useEffect(() => {
    if (path === null) return undefined;
    const abort = new AbortController();
    const asking = keepAsking(path, everyMs, session, abort.signal, setState);
    asking.catch(() => undefined);
    return () => {
      abort.abort();
    };
  }, [path, everyMs, session]);

  if (path === null) return { body: undefined, failure: undefined, isLoading: false, path: '' };
  if (state.path === path) return { ...state, body: state.body as Body | undefined, isLoading: false };
  const known = keptBody(path);
  return {
    path,
    body: (known ?? state.body) as Body | undefined,
    failure: undefined,
    isLoading: known === undefined,
  };
}

async function keepAsking(
  path: string,
  everyMs: number,
  session: Session,
  signal: AbortSignal,
  show: (state: State | ((earlier: State) => State)) => void,
): Promise<void> {
  for (;;) {
    const outcome = await call(session.token, path, signal);
    if (signal.aborted) return;
    let restMs = everyMs;
    if ('failure' in outcome) {
      const { failure } = outcome;
      if (failure.kind === 'unauthenticated') {
        session.end('The service does not accept your token any more: it is expired, or was taken back.');
        return;
      }
      const passes = failure.kind === 'unavailable' || failure.kind === 'unreachable';
      show((earlier) => {
        const body = passes && earlier.path === path ? earlier.body : keptIf(passes, path);
        return { path, body, failure };
      });
      if (!passes) restMs = everyMs * REST_FACTOR;
    } else {
      const { body, tookMs } = outcome;
      show((earlier) =>
        earlier.path === path && earlier.body === body && !earlier.failure
          ? earlier
          : { path, body, failure: undefined },
      );
      restMs = Math.max(everyMs, tookMs * REST_FACTOR);
    }
    await rest(restMs, signal);
  }
}

function keptIf(wanted: boolean, path: string): unknown {
  return wanted ? keptBody(path) : undefined;
}

/** Waits; while the page is hidden, until it is seen again. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  if (document.visibilityState === 'visible' || signal.aborted) return;
  await new Promise<void>((resolve) => {
    document.addEventListener(
      'visibilitychange',
      () => {
        resolve();
      },
      { once: true, signal },
    );
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
