import { compareCodePoints } from '../code-points';
import type { Facts, Session } from '../facts';
import { addAcus, nearestNumber } from './acus';
import { compareIdentities } from './session-order';
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

interface SubcategoryRow {
  readonly subcategory_id: string | null;
  readonly display_name: string;
  readonly sessions_count: number;
  readonly acus: number;
}

/** Of equal names the smaller id first, the one without an id last. */
function subcategories(sessions: readonly Session[]): SubcategoryRow[] {
  const groups = groupBy(sessions, ({ sent }) => sent.subcategory_id ?? null);
  const rows = [...groups].map(([subcategory_id, members]) => ({
    subcategory_id,
    display_name: subcategory_id === null ? 'Other' : newestName(members, subcategory_id),
    ...totals(members),
  }));
  const byId = rows.sort((a, b) => {
    if (a.subcategory_id === null || b.subcategory_id === null) return a.subcategory_id === null ? 1 : -1;
    return compareCodePoints(a.subcategory_id, b.subcategory_id);
  });
  return mostFirst(byId, ({ display_name }) => display_name);
}

/** The name that the newest session with one gives; the id where none gives any. */
function newestName(sessions: readonly Session[], subcategoryId: string): string {
  const [newest] = sessions
    .filter(({ sent }) => sent.subcategory_name !== undefined)
    .sort((a, b) => b.createdMs - a.createdMs || compareIdentities(b, a));
  return newest?.sent.subcategory_name ?? subcategoryId;
}

function totals(sessions: readonly Session[]): { sessions_count: number; acus: number } {
  const acus = sessions.flatMap(({ sent }) => sent.acus ?? []);
  return { sessions_count: sessions.length, acus: nearestNumber(addAcus(acus)) };
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
    const members = groups.get(key) ?? [];
    members.push(session);
    groups.set(key, members);
  }
  return groups;
}
