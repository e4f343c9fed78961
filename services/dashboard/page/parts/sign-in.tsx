import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../api/call';
import { readClaims } from '../api/token';

interface SignInProps {
  /** Why the last session ended, if it did. */
  readonly reason: string;
  readonly accept: (token: string) => void;
}

/** Takes a token, asks the service whether it stands, and lets in. */
export function SignIn({ reason, accept }: SignInProps): JSX.Element {
  const [problem, setProblem] = useState(reason);
  const [isBusy, setBusy] = useState(false);
  const enter = async (token: string): Promise<void> => {
    if (readClaims(token) === null) {
      setProblem('This is no token of this service: it should have three parts, separated by dots.');
      return;
    }
    setBusy(true);
    const outcome = await call(token, '/v1/clients', new AbortController().signal);
    setBusy(false);
    if ('failure' in outcome && outcome.failure.kind === 'unauthenticated') {
      setProblem('The service does not accept this token: it is expired, or signed by another key.');
    } else if ('failure' in outcome && outcome.failure.kind !== 'forbidden') {
      setProblem(outcome.failure.message);
    } else {
      accept(token);
    }
  };
  return (
    <main class="sign-in" id="main" tabIndex={-1}>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          const token = new FormData(event.currentTarget).get('token');
          if (typeof token === 'string' && !isBusy) void enter(token.trim());
        }}
      >
        <Brand />
        <h1>Sign in with a token</h1>
        <p>
          Who is active, in what, how often, and who comes back. Paste a token; it stays in this tab and is
          sent to this service alone.
        </p>
        <label>
          Token
          <input
            name="token"
            type="password"
            autocomplete="off"
            spellcheck={false}
            required
            autofocus
            aria-invalid={problem !== ''}
            aria-describedby="sign-in-problem"
          />
        </label>
        <p id="sign-in-problem" class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="primary" disabled={isBusy}>
          {isBusy ? 'Asking ...' : 'Sign in'}
        </button>
        <p class="hint">
          <code>npm run demo</code> prints one, <code>npm run token</code> makes one.
        </p>
      </form>
      <Footer />
    </main>
  );
}

export function Brand(): JSX.Element {
  return (
    <span class="brand">
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" />
        <path d="M8 22v-5M13.3 22v-9M18.7 22v-7M24 22V9" />
      </svg>
      Headcount
    </span>
  );
}

/** The pages for machines, and for the people who build them. */
export function Footer(): JSX.Element {
  return (
    <footer class="footer">
      <a href="/docs">API reference</a>
      <a href="/openapi.json">openapi.json</a>
      <a href="/healthz">healthz</a>
      <a href="/readyz">readyz</a>
    </footer>
  );
}
