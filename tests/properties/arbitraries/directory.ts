import fc from 'fast-check';
import type { World, WorldApp, WorldUser } from '../../model/world';
import type { Api } from '../../support/api';
import { APP_IDS, CLIENT_IDS, CLIENT_ZONES, DEPARTMENT_IDS, USER_IDS } from './pools';

export type Directory = Omit<World, 'events'>;

/** Names that tie when folded, differ in case, or sort differently by code point and by UTF-16 unit. */
const anyName = fc.constantFrom('Zoe', 'zoe', 'anna', 'Änne', 'änne', 'x\u{1F600}', 'x\uFB03', 'Bob B.');

const anyUser: fc.Arbitrary<WorldUser> = fc.record({
  client_id: fc.constantFrom(...CLIENT_IDS),
  user_id: fc.constantFrom(...USER_IDS),
  username: anyName,
  user_key: anyName.map((name) => `${name}@example.com`),
  department_ids: fc.uniqueArray(fc.constantFrom(...DEPARTMENT_IDS), { maxLength: 2 }),
});

const anyText = fc.option(fc.constantFrom('saas', 'ai', '#aabbcc'), { nil: null });

const anyApp: fc.Arbitrary<WorldApp> = fc.record({
  client_id: fc.constantFrom(...CLIENT_IDS),
  app_id: fc.constantFrom(...APP_IDS),
  canonical_name: anyName,
  type: anyText,
  logo: fc.constant(null),
  display_colour: anyText,
  is_approved: fc.boolean(),
  is_favorite: fc.boolean(),
});

/** Every client with its zone, some of its users and apps named. */
export const anyDirectory: fc.Arbitrary<Directory> = fc.record({
  clients: fc.constant(
    Object.entries(CLIENT_ZONES).map(([client_id, timezone]) => ({
      client_id,
      zones: [{ valid_from_ms: 0, timezone }],
    })),
  ),
  users: fc.uniqueArray(anyUser, {
    maxLength: 12,
    selector: ({ client_id, user_id }) => `${client_id} ${user_id}`,
  }),
  apps: fc.uniqueArray(anyApp, {
    maxLength: 5,
    selector: ({ client_id, app_id }) => `${client_id} ${app_id}`,
  }),
});

/** Registers the clients, with the first zone of each, and names their users and apps. */
export async function registerAll(api: Api, directory: Directory): Promise<void> {
  for (const { client_id, zones } of directory.clients) {
    await put(api, `/v1/clients/${client_id}`, { name: 'Client', timezone: zones[0]?.timezone });
  }
  for (const { client_id, user_id, ...fields } of directory.users) {
    await put(api, `/v1/clients/${client_id}/users/${encodeURIComponent(user_id)}`, fields);
  }
  for (const { client_id, app_id, ...fields } of directory.apps) {
    await put(api, `/v1/clients/${client_id}/apps/${app_id}`, fields);
  }
}

async function put(api: Api, path: string, body: object): Promise<void> {
  const reply = await api.put(path, body);
  expect(reply.status).toBe(200);
}
