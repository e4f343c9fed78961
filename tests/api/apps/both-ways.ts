import type { Test } from 'supertest';
import type { Query } from './support';

interface Body {
  readonly data: readonly unknown[];
  readonly total_count: number;
  readonly next_cursor: string | null;
}

/** Names whose order, lower case or length tempts two languages to differ. */
export const NAMES = [
  ...['zoe', 'Zoe', 'ÄRGER', 'ärger', 'İpek', 'ΣΊΣΥΦΟΣ', 'ς'],
  ...['😀', '\u{ffee}', 'a', 'a b', 'Ǆ', 'ß', 'ẞ'],
];

/** The list's pages as JSON, which may be cut in memory, are its rows as NDJSON, which the engine sorts. */
export async function expectPagesAreTheList(
  ask: (query: Query) => Test,
  total: number,
  pageSize: number,
): Promise<void> {
  const lines = (await ask({ format: 'ndjson' })).text.trim().split('\n');
  const whole = lines.map((line) => JSON.parse(line) as unknown);
  expect(whole).toHaveLength(total);
  const pages: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = await ask({ page_size: pageSize, ...(cursor !== '' && { cursor }) });
    expect(answer.status).toBe(200);
    const page = answer.body as Body;
    expect(page.total_count).toBe(total);
    pages.push(...page.data);
    cursor = page.next_cursor;
  }
  expect(pages).toEqual(whole);
}
