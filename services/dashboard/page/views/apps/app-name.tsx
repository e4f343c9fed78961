import type { JSX } from 'preact';
import type { App } from '../../api/answers';

interface AppNameProps {
  readonly app: App['app'];
  readonly href?: string;
}

/** An app with its colour, its type and what the client thinks of it. */
export function AppName({ app, href }: AppNameProps): JSX.Element {
  const { canonical_name, display_colour, type, is_approved, is_favorite } = app;
  const colour = display_colour === null ? undefined : { backgroundColor: display_colour };
  return (
    <span class="app-name">
      <span class="app-dot" style={colour} aria-hidden="true" />
      <span>
        {href === undefined ? <b>{canonical_name}</b> : <a href={href}>{canonical_name}</a>}
        {is_favorite && (
          <span class="badge" title="Favorite">
            ★<span class="sr-only"> favorite</span>
          </span>
        )}
        {!is_approved && <span class="badge badge-warn">not approved</span>}
        {type !== null && <small>{type}</small>}
      </span>
    </span>
  );
}
