import type { createClient } from '@clickhouse/client';
import { StoreError } from '../errors';

/**
 * How many replicas the shards of a cluster have: the fewest, since an insert waits for so many. Closes the client.
 * Throws StoreError `invalid` where the server knows no such cluster.
 */
export async function replicaCount(
  client: ReturnType<typeof createClient>,
  cluster: string,
): Promise<number> {
  try {
    const result = await client.query({
      query: `SELECT toUInt32(count()) AS replicas FROM system.clusters WHERE cluster = {cluster:String}
        GROUP BY shard_num ORDER BY replicas LIMIT 1`,
      query_params: { cluster },
      format: 'JSON',
    });
    const [fewest] = (await result.json<{ replicas: number }>()).data;
    if (!fewest) throw new StoreError('invalid', { message: 'The server knows no cluster of that name.' });
    return fewest.replicas;
  } finally {
    await client.close();
  }
}
