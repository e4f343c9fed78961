import type { SentInterval } from '../../model/sent-event';
import type { World } from '../../model/world';
import type { NamedApp, NamedUser, Usage } from './facts';
import { APP, CLIENT } from './support';

/** What the model has to be told so that it knows the same facts: each usage as the interval that would have left it. */
export function worldOf(
  client: string,
  usage: readonly Usage[],
  users: readonly NamedUser[],
  apps: readonly NamedApp[] = [],
): World {
  return {
    events: usage.map(sentInterval),
    clients: [{ client_id: client, zones: [{ valid_from_ms: 0, timezone: 'UTC' }] }],
    users: users.map(({ user, username, userKey = `${user}-key`, departments = [] }) => ({
      client_id: client,
      user_id: user,
      username,
      user_key: userKey,
      department_ids: departments,
    })),
    apps: apps.map(({ app, name, type = null, isApproved = false, isFavorite = false }) => ({
      client_id: client,
      app_id: app,
      canonical_name: name,
      type,
      logo: null,
      display_colour: null,
      is_approved: isApproved,
      is_favorite: isFavorite,
    })),
  };
}

function sentInterval(usage: Usage): SentInterval {
  const { client = CLIENT, app = APP, user, date, ms, sessions = 1, platform = 'desktop' } = usage;
  return {
    type: 'app_usage',
    id: usage.id ?? `${user}-${date}`,
    user_id: user,
    client_id: client,
    app_id: app,
    platform,
    started_at: `${date}T00:00:00Z`,
    ended_at: `${date}T12:00:00Z`,
    active_ms: ms,
    session_count: sessions,
    updated_at: `${(usage.version ?? `${date} 00:00:00.000`).replace(' ', 'T')}Z`,
  };
}
