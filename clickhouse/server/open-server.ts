import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { ROWS_AS_WRITTEN, type StoreClients } from '../client-store';
import { CLUSTER_READ_SETTINGS, clusterWriteSettings } from '../cluster/cluster-settings';
import { renderForCluster, type ClusterTarget } from '../cluster/render-statement';
import { replicaCount } from '../cluster/replica-count';
import {
  auditSettings,
  exportSettings,
  INSERT_SETTINGS,
  NEWER_SETTINGS,
  readSettings,
  TIME_SETTINGS,
  type EngineSettings,
  type StoreLimits,
} from '../limits';

export interface ServerAddress {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** Below the 10 s after which ClickHouse closes an idle connection, so that no request meets a socket that is just closing. */
const IDLE_SOCKET_MS = 2500;
/** What the server may take to report that a query went over its time, on top of that time. */
const ANSWER_GRACE_MS = 5000;

/**
 * A ClickHouse server over HTTP. Reads carry their limits and readonly=1 with every request and stop in the server when the
 * caller goes away; writes are acknowledged only when they are through.
 */
export async function openServer(
  server: ServerAddress,
  limits: StoreLimits,
  target?: ClusterTarget,
): Promise<StoreClients> {
  const client = (requestTimeoutMs: number, settings: EngineSettings): ReturnType<typeof createClient> =>
    createClient({
      url: server.url,
      username: server.user,
      password: server.password,
      application: 'headcount',
      request_timeout: requestTimeoutMs,
      max_open_connections: limits.serverConnections,
      keep_alive: { enabled: true, idle_socket_ttl: IDLE_SOCKET_MS },
      compression: { request: true, response: true },
      use_multipart_params_auto: true,
      json: ROWS_AS_WRITTEN,
      log: { level: ClickHouseLogLevel.OFF },
      clickhouse_settings: settings,
    });
  const unknown = await unknownSettings(client(limits.queryTimeoutMs, {}));
  const replicas = target && (await replicaCount(client(limits.queryTimeoutMs, {}), target.cluster));
  const reading = replicas === undefined ? {} : CLUSTER_READ_SETTINGS;
  const read = client(limits.queryTimeoutMs + ANSWER_GRACE_MS, {
    ...without(unknown, readSettings(limits)),
    ...reading,
    readonly: 1,
    cancel_http_readonly_queries_on_client_close: 1,
    wait_end_of_query: 1,
  });
  const exports = client(limits.exportTimeoutMs, {
    ...without(unknown, exportSettings(limits)),
    ...reading,
    readonly: 1,
    cancel_http_readonly_queries_on_client_close: 1,
    // An error in the middle must break the stream, never stand in it as one more row.
    http_write_exception_in_output_format: 0,
    http_send_timeout: limits.exportStallMs / 1000,
  });
  const write = client(limits.writeTimeoutMs, {
    ...without(unknown, { ...TIME_SETTINGS, ...INSERT_SETTINGS }),
    ...(replicas !== undefined && clusterWriteSettings(replicas)),
    wait_end_of_query: 1,
  });
  const audit = client(limits.exportTimeoutMs + ANSWER_GRACE_MS, {
    ...without(unknown, auditSettings(limits)),
    ...reading,
    readonly: 1,
    cancel_http_readonly_queries_on_client_close: 1,
    wait_end_of_query: 1,
  });
  return {
    read,
    export: exports,
    audit,
    write,
    unnumberedError: 'unavailable',
    // How lasting a server's writes are is settled by the server.
    sync: () => Promise.resolve(),
    ...(target && { render: (statement: string) => renderForCluster(statement, target) }),
  };
}

/** Which of the newer settings the server does not know. Fails if it does not answer or does not know us. */
async function unknownSettings(client: ReturnType<typeof createClient>): Promise<ReadonlySet<string>> {
  try {
    const result = await client.query({
      query: 'SELECT name FROM system.settings WHERE name IN ({names:Array(String)})',
      query_params: { names: NEWER_SETTINGS },
      format: 'JSON',
    });
    const known = (await result.json<{ name: string }>()).data.map(({ name }) => name);
    return new Set(NEWER_SETTINGS.filter((name) => !known.includes(name)));
  } finally {
    await client.close();
  }
}

function without(unknown: ReadonlySet<string>, settings: EngineSettings): EngineSettings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !unknown.has(name)));
}
