import type { ComponentChildren } from 'preact';
import type { ViewProps } from '../view';
import type { ClientScope } from './app-paths';

/** What every page of the apps is given. */
export interface Shown extends ViewProps {
  readonly scope: ClientScope;
  readonly filters: ComponentChildren;
}
