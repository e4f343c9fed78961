import type { SentEvent } from './sent-event';

/** Everything one tenant sent: its events in any order, duplicates and all, and its directory as it stands now. */
export interface World {
  readonly events: readonly SentEvent[];
  readonly clients: readonly WorldClient[];
  readonly users: readonly WorldUser[];
  readonly apps: readonly WorldApp[];
}

export interface WorldClient {
  readonly client_id: string;
  /** The zone's history, oldest first; the first one holds for all the past. */
  readonly zones: readonly { readonly valid_from_ms: number; readonly timezone: string }[];
}

export interface WorldUser {
  readonly client_id: string;
  readonly user_id: string;
  readonly username: string;
  readonly user_key: string;
  readonly department_ids: readonly string[];
}

export interface WorldApp {
  readonly client_id: string;
  readonly app_id: string;
  readonly canonical_name: string;
  readonly type: string | null;
  readonly logo: string | null;
  readonly display_colour: string | null;
  readonly is_approved: boolean;
  readonly is_favorite: boolean;
}

export const EMPTY_WORLD: World = { events: [], clients: [], users: [], apps: [] };
