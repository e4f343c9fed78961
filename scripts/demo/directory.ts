import { APPS, CLIENTS } from './company';
import type { Person } from './people';

/** The demo's directory, entries ready for `POST /v1/directory`: clients first, then what belongs to them. */
export function* directoryEntries(people: readonly Person[]): Generator<object, void, undefined> {
  for (const { client_id, name, timezone, departments } of CLIENTS) {
    yield { kind: 'client', client_id, name, timezone };
    for (const department of departments) yield { kind: 'department', client_id, ...department };
    for (const { app_id, canonical_name, type, display_colour, is_approved, is_favorite } of APPS) {
      yield {
        kind: 'app',
        client_id,
        app_id,
        canonical_name,
        type,
        display_colour,
        is_approved,
        is_favorite,
      };
    }
  }
  for (const { client, user_id, username, user_key, department_ids } of people) {
    yield { kind: 'user', client_id: client.client_id, user_id, username, user_key, department_ids };
  }
}
