import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const CLIENT = 'aa7cf840-0000-4000-8000-000000000001';
export const APP = 'f1a2b3c4-0000-4000-8000-000000000001';
export const OTHER_APP = 'f1a2b3c4-0000-4000-8000-000000000002';

/** An event of each kind by a user, on a day; the sessions name a pull request that only this user has, and one that all have. */
export function eventsOf(userId: string, day: string): Record<string, unknown>[] {
  const at = `${day}T09:00:00.000Z`;
  const usage = { type: 'app_usage', user_id: userId, client_id: CLIENT, platform: 'web' };
  return [
    {
      type: 'session',
      id: `s-${day}`,
      user_id: userId,
      org_id: 'org-a',
      created_at: at,
      pull_requests: [
        { id: `pr of ${userId}`, state: 'open' },
        { id: 'pr of all', state: 'open' },
      ],
    },
    { type: 'search', id: `q-${day}`, user_id: userId, org_id: 'org-a', created_at: at },
    { ...usage, id: `r-${day}`, app_id: APP, activity_date: day, active_ms: 1000 },
    {
      ...usage,
      id: `i-${day}`,
      app_id: APP,
      started_at: at,
      ended_at: `${day}T10:00:00.000Z`,
    },
  ];
}

/** The files below a directory in whose bytes, or in whose name, a text stands. What disappears meanwhile has none. */
export async function filesWith(directory: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) found.push(...(await filesWith(path, text)));
    const bytes = entry.isFile() ? await readFile(path).catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
    if (entry.name.includes(text) || bytes.includes(text)) found.push(path);
  }
  return found;
}
