import type { EngineSettings } from '../limits';

/**
 * How the servers of a cluster answer: exactly or not at all. A shard that is away is an error, never a smaller number;
 * what is looked up beside a distributed table is looked up on all shards.
 */
export const CLUSTER_READ_SETTINGS: EngineSettings = {
  skip_unavailable_shards: 0,
  distributed_product_mode: 'global',
  fallback_to_stale_replicas_for_distributed_queries: 0,
};

/**
 * An insert is answered when every replica of its shard has it, so that whichever replica is read counts it; a statement when
 * it is through on every server.
 */
export function clusterWriteSettings(replicas: number): EngineSettings {
  return {
    ...CLUSTER_READ_SETTINGS,
    distributed_foreground_insert: 1,
    insert_quorum: String(replicas),
    insert_quorum_parallel: 1,
    distributed_ddl_output_mode: 'throw',
    alter_sync: 2,
    mutations_sync: 2,
  };
}
