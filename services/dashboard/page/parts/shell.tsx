import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { TokenClaims } from '../api/token';
import { VIEWS, writeAddress } from '../state/address';
import type { Address, View } from '../state/address';
import { Icon } from './icons';
import { Picker } from './picker';
import { Brand, Footer } from './sign-in';
import { ThemeSwitch } from './theme';
import type { Theme } from './theme';

export const VIEW_NAMES: Readonly<Record<View, string>> = {
  'active-users': 'Active users',
  engagement: 'Engagement',
  apps: 'Apps',
  retention: 'Retention',
  health: 'Health',
};

interface ShellProps {
  readonly address: Address;
  readonly claims: TokenClaims;
  readonly theme: { readonly choice: Theme; readonly choose: (theme: Theme) => void };
  readonly signOut: () => void;
  readonly children: ComponentChildren;
}

/** What stands around every view: the way to the others, who is signed in, the theme. */
export function Shell({ address, claims, theme, signOut, children }: ShellProps): JSX.Element {
  const main = useRef<HTMLElement>(null);
  return (
    <div class="shell">
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the figures
      </a>
      <header class="side">
        <Brand />
        <nav aria-label="Views">
          {VIEWS.map((view) => (
            <a
              key={view}
              href={writeAddress({ ...address, view, own: keptOwn(address, view) })}
              aria-current={view === address.view ? 'page' : undefined}
            >
              <Icon name={view} />
              {VIEW_NAMES[view]}
            </a>
          ))}
        </nav>
        <div class="side-end">
          <ThemeSwitch {...theme} />
          <Account claims={claims} signOut={signOut} />
        </div>
      </header>
      <main class="main" id="main" ref={main} tabIndex={-1}>
        {children}
        <Footer />
      </main>
    </div>
  );
}

/** A client stays chosen from view to view; everything else of a view is its own. */
function keptOwn({ own }: Address, view: View): Record<string, string> {
  return view === 'apps' && own.client !== undefined ? { client: own.client } : {};
}

function Account({ claims, signOut }: Pick<ShellProps, 'claims' | 'signOut'>): JSX.Element {
  const { tenant, subject, permissions, orgs, clients, expiresAt } = claims;
  return (
    <Picker label="Signed in" value={tenant}>
      {() => (
        <>
          <dl class="account">
            <dt>Tenant</dt>
            <dd>{tenant}</dd>
            <dt>Subject</dt>
            <dd>{subject}</dd>
            <dt>Permissions</dt>
            <dd>{permissions.length === 0 ? 'none' : permissions.join(', ')}</dd>
            <dt>Organizations</dt>
            <dd>{scopeText(orgs)}</dd>
            <dt>Clients</dt>
            <dd>{scopeText(clients)}</dd>
            <dt>Expires</dt>
            <dd>
              {new Date(expiresAt * 1000).toLocaleString('en-GB', {
                dateStyle: 'medium',
                timeStyle: 'short',
              })}
            </dd>
          </dl>
          <button type="button" class="quiet" onClick={signOut}>
            <Icon name="out" size={16} />
            Sign out
          </button>
        </>
      )}
    </Picker>
  );
}

function scopeText(ids: readonly string[]): string {
  if (ids.includes('*')) return 'all';
  return ids.length === 0 ? 'none named' : ids.join(', ');
}
