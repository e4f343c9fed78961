import type { ColumnType } from '../../../platform/formats/list';

/** Who a row is about (seed 004, UserRef). */
export interface UserRef {
  readonly id: string;
  readonly username: string;
  readonly user_key: string;
  readonly last_activity: {
    readonly at: string | null;
    readonly desktop_at: string | null;
    readonly web_at: string | null;
  };
}

/** The columns that a question gives for a user: Unix milliseconds of the latest activity on each platform. */
export interface UserRefRow {
  readonly user_id: string;
  readonly username: string;
  readonly user_key: string;
  readonly desktop_at_ms: string | null;
  readonly web_at_ms: string | null;
}

export const USER_REF_FIELDS = [
  'user_id',
  'username',
  'user_key',
  'desktop_at_ms',
  'web_at_ms',
] as const satisfies readonly (keyof UserRefRow)[];

/** A row's `user` in a flat list. */
export const USER_REF_COLUMNS: Readonly<Record<string, ColumnType>> = {
  'user.id': 'text',
  'user.username': 'text',
  'user.user_key': 'text',
  'user.last_activity.at': 'text',
  'user.last_activity.desktop_at': 'text',
  'user.last_activity.web_at': 'text',
};

export function userRef(row: UserRefRow): UserRef {
  const platforms = [row.desktop_at_ms, row.web_at_ms].filter((ms) => ms !== null).map(Number);
  return {
    id: row.user_id,
    username: row.username,
    user_key: row.user_key,
    last_activity: {
      at: platforms.length === 0 ? null : instant(Math.max(...platforms)),
      desktop_at: row.desktop_at_ms === null ? null : instant(Number(row.desktop_at_ms)),
      web_at: row.web_at_ms === null ? null : instant(Number(row.web_at_ms)),
    },
  };
}

function instant(unixMs: number): string {
  return new Date(unixMs).toISOString();
}
