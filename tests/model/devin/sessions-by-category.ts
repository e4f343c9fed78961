import { compareCodePoints } from '../code-points';
import type { Facts, Session } from '../facts';
import { sessionsIn } from './range';
import type { RangeQuestion } from './range';

/** `sessions-by-category`: most sessions first, then by name. */
export function sessionsByCategory(facts: Facts, question: RangeQuestion): object {
  const groups = groupBy(sessionsIn(facts, question), ({ sent }) => sent.category ?? 'uncategorized');
  const categories = [...groups].map(([category, sessions]) => ({
    category,
    ...totals(sessions),
    subcategories: subcategories(sessions),
  }));
  return { categories: mostFirst(categories, ({ category }) => category) };
}

function subcategories(sessions: readonly Session[]): object[] {
  const groups = groupBy(sessions, ({ sent }) => sent.subcategory_id ?? null);
  const rows = [...groups].map(([subcategory_id, members]) => ({
    subcategory_id,
    display_name: subcategory_id === null ? 'Other' : newestName(members, subcategory_id),
    ...totals(members),
  }));
  return mostFirst(rows, ({ display_name }) => display_name);
}

/** The name that the newest session gives; the id where it gives none. */
function newestName(sessions: readonly Session[], subcategoryId: string): string {
  const [newest] = [...sessions].sort((a, b) => b.createdMs - a.createdMs);
  return newest?.sent.subcategory_name ?? subcategoryId;
}

function totals(sessions: readonly Session[]): { sessions_count: number; acus: number } {
  const acus = sessions.reduce((sum, { sent }) => sum + (sent.acus ?? 0), 0);
  return { sessions_count: sessions.length, acus };
}

function mostFirst<Row extends { sessions_count: number }>(rows: Row[], nameOf: (row: Row) => string): Row[] {
  return [...rows].sort(
    (a, b) => b.sessions_count - a.sessions_count || compareCodePoints(nameOf(a), nameOf(b)),
  );
}

function groupBy<Key>(sessions: readonly Session[], keyOf: (session: Session) => Key): Map<Key, Session[]> {
  const groups = new Map<Key, Session[]>();
  for (const session of sessions) {
    const key = keyOf(session);
    groups.set(key, [...(groups.get(key) ?? []), session]);
  }
  return groups;
}
