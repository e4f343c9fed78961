import type { JSX } from 'preact';
import type { TokenClaims } from '../api/token';
import type { Address } from '../state/address';
import type { Go } from '../state/use-address';
import { ActiveUsers } from './active-users';
import { Apps } from './apps/apps';
import { Engagement } from './engagement';
import { Health } from './health/health';
import { Retention } from './retention';

export interface ViewProps {
  readonly address: Address;
  readonly go: Go;
  readonly claims: TokenClaims;
}

export function ViewOf(props: ViewProps): JSX.Element {
  switch (props.address.view) {
    case 'engagement':
      return <Engagement {...props} />;
    case 'apps':
      return <Apps {...props} />;
    case 'retention':
      return <Retention {...props} />;
    case 'health':
      return <Health />;
    case 'active-users':
      return <ActiveUsers {...props} />;
  }
}
