import type { JSX } from 'preact';
import type { TokenClaims } from '../api/token';
import type { Address } from '../state/address';
import type { Go } from '../state/use-address';
import { ActiveUsers } from './active-users';
import { Engagement } from './engagement';
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
    case 'retention':
      return <Retention {...props} />;
    default:
      return <ActiveUsers {...props} />;
  }
}
