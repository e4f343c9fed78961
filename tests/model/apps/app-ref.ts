import type { Facts } from '../facts';

export interface AppRef {
  readonly id: string;
  readonly canonical_name: string;
  readonly logo: string | null;
  readonly display_colour: string | null;
  readonly type: string | null;
  readonly is_approved: boolean;
  readonly is_favorite: boolean;
}

/** An app of a client; one that nobody named is known by its id. */
export function appRef(facts: Facts, clientId: string, appId: string): AppRef {
  const entry = facts.world.apps.find(
    (app) => app.client_id.toLowerCase() === clientId && app.app_id.toLowerCase() === appId,
  );
  return {
    id: appId,
    canonical_name: entry?.canonical_name ?? appId,
    logo: entry?.logo ?? null,
    display_colour: entry?.display_colour ?? null,
    type: entry?.type ?? null,
    is_approved: entry?.is_approved ?? false,
    is_favorite: entry?.is_favorite ?? false,
  };
}
