import type { Store } from '../../../../clickhouse/store';
import type { ColumnType } from '../../../platform/formats/list';

/** Which app a row is about. Without a directory entry its name is its id, its flags false and the rest null. */
export interface AppRef {
  readonly id: string;
  readonly canonical_name: string;
  readonly logo: string | null;
  readonly display_colour: string | null;
  readonly type: string | null;
  readonly is_approved: boolean;
  readonly is_favorite: boolean;
}

/** The columns that a question gives for an app. */
export const APP_REF_FIELDS = [
  'id',
  'canonical_name',
  'logo',
  'display_colour',
  'type',
  'is_approved',
  'is_favorite',
] as const satisfies readonly (keyof AppRef)[];

/** A row's `app` in a flat list. */
export const APP_REF_COLUMNS: Readonly<Record<`app.${keyof AppRef}`, ColumnType>> = {
  'app.id': 'text',
  'app.canonical_name': 'text',
  'app.logo': 'text',
  'app.display_colour': 'text',
  'app.type': 'text',
  'app.is_approved': 'boolean',
  'app.is_favorite': 'boolean',
};

/** The app's reference; undefined where the client or the app is unknown to the tenant. */
export async function findApp(
  store: Store,
  place: { readonly tenant: string; readonly client_id: string; readonly app_id: string },
  signal: AbortSignal,
): Promise<AppRef | undefined> {
  const [row] = await store.query<AppRef>('apps/app-of-client', place, signal);
  return row === undefined ? undefined : appRef(row);
}

/** The columns of a row that make up the reference, and nothing else. */
export function appRef(row: AppRef): AppRef {
  const { id, canonical_name, logo, display_colour, type, is_approved, is_favorite } = row;
  return { id, canonical_name, logo, display_colour, type, is_approved, is_favorite };
}
