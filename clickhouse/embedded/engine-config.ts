import type { StoreLimits } from '../limits';

/** The directories of an embedded store below its data directory. */
export interface EngineConfig {
  readonly backupDirectory: string;
  readonly limits: StoreLimits;
}

/**
 * The engine's own configuration file: what it may use of the machine, the time zone, and where backups may go. The embedded
 * engine removes the parts that a merge or a mutation replaced as soon as its cleanup comes round, so their successor must be
 * synced before; and it comes round often, so that what was erased is off the disk within a minute.
 */
export function engineConfigXml({ backupDirectory, limits }: EngineConfig): string {
  return `<clickhouse>
  <timezone>UTC</timezone>
  <max_server_memory_usage>${limits.engineMemoryBytes}</max_server_memory_usage>
  <mark_cache_size>${Math.floor(limits.engineMemoryBytes / 16)}</mark_cache_size>
  <index_mark_cache_size>${Math.floor(limits.engineMemoryBytes / 64)}</index_mark_cache_size>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <background_pool_size>2</background_pool_size>
  <background_move_pool_size>1</background_move_pool_size>
  <background_fetches_pool_size>1</background_fetches_pool_size>
  <background_common_pool_size>2</background_common_pool_size>
  <background_schedule_pool_size>4</background_schedule_pool_size>
  <merge_tree>
    <min_rows_to_fsync_after_merge>1</min_rows_to_fsync_after_merge>
    <min_compressed_bytes_to_fsync_after_merge>1</min_compressed_bytes_to_fsync_after_merge>
    <cleanup_delay_period>5</cleanup_delay_period>
    <cleanup_delay_period_random_add>1</cleanup_delay_period_random_add>
    <max_cleanup_delay_period>15</max_cleanup_delay_period>
    <number_of_free_entries_in_pool_to_lower_max_size_of_merge>1</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
    <number_of_free_entries_in_pool_to_execute_mutation>1</number_of_free_entries_in_pool_to_execute_mutation>
    <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>1</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
  </merge_tree>
  <backups>
    <allowed_path>${escapeXml(backupDirectory)}</allowed_path>
  </backups>
</clickhouse>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
