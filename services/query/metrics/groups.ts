/** The active users of one group; null is the group of what has no name. */
export interface GroupCount {
  readonly group: string | null;
  readonly activeUsers: number;
}

/** A group as answers show it: its name under a field of its own. */
export type Group = Readonly<Record<string, string | number | null>>;

/**
 * The groups of a period, most users first, each beside its users in the prior period, then those that had users in the prior
 * period alone. Without a prior period there is nothing beside them: null.
 */
export function groupsOf(
  field: string,
  counts: readonly GroupCount[],
  priorCounts: readonly GroupCount[] | null,
): Group[] {
  const prior = new Map(priorCounts?.map(({ group, activeUsers }) => [group, activeUsers]));
  const present = new Set(counts.map(({ group }) => group));
  const gone = (priorCounts ?? []).filter(({ group }) => !present.has(group));
  return [...counts, ...gone.map(({ group }) => ({ group, activeUsers: 0 }))].map(
    ({ group, activeUsers }) => ({
      [field]: group,
      active_users: activeUsers,
      compare_active_users: priorCounts && (prior.get(group) ?? 0),
    }),
  );
}
