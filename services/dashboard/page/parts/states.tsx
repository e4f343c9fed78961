import type { ComponentChildren, JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { readClaims } from '../api/token';
import type { Failure } from '../api/failure';
import type { Answered } from '../api/use-call';
import { SessionContext } from '../api/use-call';
import { Icon } from './icons';
import type { IconName } from './icons';

interface StatesProps<Body> {
  readonly answered: Answered<Body>;
  /** The permission that opens this, for who lacks it. */
  readonly needs: string;
  readonly isEmpty?: (body: Body) => boolean;
  readonly emptyText?: string;
  readonly children: (body: Body) => ComponentChildren;
}

/** Figures, or why there are none: on their way, nothing there, no permission, an error. */
export function States<Body>(props: StatesProps<Body>): JSX.Element {
  const { answered, needs, isEmpty, emptyText, children } = props;
  const { body, failure, isLoading } = answered;
  if (failure?.kind === 'forbidden') return <NoPermission needs={needs} />;
  if (body === undefined) return failure ? <Failed failure={failure} /> : <Loading />;
  const content = isEmpty?.(body) ? (
    <Notice icon="empty" title="Nothing here yet">
      {emptyText ?? 'No activity in this range.'}
    </Notice>
  ) : (
    children(body)
  );
  return (
    <div class={isLoading ? 'states stale' : 'states'} aria-busy={isLoading}>
      {failure && (
        <p class="banner" role="alert">
          {failure.message}
        </p>
      )}
      {content}
    </div>
  );
}

function Loading(): JSX.Element {
  return (
    <div class="loading" role="status">
      <span class="sr-only">Loading</span>
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}

function Failed({ failure }: { readonly failure: Failure }): JSX.Element {
  const title = failure.kind === 'refused' ? 'This cannot be shown' : 'No answer';
  return (
    <Notice icon="warning" title={title}>
      {failure.message}
    </Notice>
  );
}

export function NoPermission({ needs }: { readonly needs: string }): JSX.Element {
  const { token } = useContext(SessionContext);
  const permissions = readClaims(token)?.permissions ?? [];
  return (
    <Notice icon="lock" title="No permission">
      This needs <code>{needs}</code>. Your token has{' '}
      {permissions.length === 0 ? 'no permission' : permissions.join(', ')}.
    </Notice>
  );
}

export function Notice({
  icon,
  title,
  children,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="notice" role="status">
      <Icon name={icon} size={28} />
      <strong>{title}</strong>
      <p>{children}</p>
    </div>
  );
}
