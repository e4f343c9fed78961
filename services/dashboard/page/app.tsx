import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { forgetAnswers } from './api/call';
import { storedToken, storeToken } from './api/session';
import { readClaims } from './api/token';
import { SessionContext } from './api/use-call';
import { Shell, VIEW_NAMES } from './parts/shell';
import { SignIn } from './parts/sign-in';
import { ThemeContext, useTheme } from './parts/theme';
import { useAddress } from './state/use-address';
import { ViewOf } from './views/view';

/** The page: who is not signed in sees the sign-in, who is sees the view that the address names. */
export function App(): JSX.Element {
  const theme = useTheme();
  const [address, go] = useAddress();
  const [token, setToken] = useState(storedToken);
  const [reason, setReason] = useState('');
  const claims = useMemo(() => (token === null ? null : readClaims(token)), [token]);
  const session = useMemo(() => {
    const end = (why: string): void => {
      storeToken(null);
      forgetAnswers();
      setReason(why);
      setToken(null);
    };
    return { token: token ?? '', end };
  }, [token]);
  useEffect(() => {
    document.title = `${claims ? VIEW_NAMES[address.view] : 'Sign in'} · Headcount`;
  }, [claims, address.view]);

  if (!claims) {
    const accept = (accepted: string): void => {
      storeToken(accepted);
      setReason('');
      setToken(accepted);
    };
    return <SignIn key={reason} reason={reason} accept={accept} />;
  }
  const signOut = (): void => {
    session.end('');
  };
  return (
    <SessionContext.Provider value={session}>
      <ThemeContext.Provider value={theme.inForce}>
        <Shell address={address} claims={claims} theme={theme} signOut={signOut}>
          <ViewOf address={address} go={go} claims={claims} />
        </Shell>
      </ThemeContext.Provider>
    </SessionContext.Provider>
  );
}
