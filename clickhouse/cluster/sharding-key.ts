/**
 * What decides a row's shard. A user's rows of all tables lie together, so that every state of a user is whole on one shard;
 * rows of nobody go by their identity, so that versions of one thing meet.
 */
export function shardingKey(columns: string, orderBy: string): string {
  if (/^\s*user_id\s+String\b/m.test(columns)) return 'cityHash64(tenant, user_id)';
  return `cityHash64(${orderBy.replace(/^\(|\)$/g, '')})`;
}
