import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { createClient } from '@clickhouse/client';
import { openEmbedded } from '../../clickhouse/embedded/open-embedded';
import { DEFAULT_LIMITS, type StoreLimits } from '../../clickhouse/limits';
import type { QueryParams } from '../../clickhouse/store';

type Client = ReturnType<typeof createClient>;

export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'headcount-test-'));
}

export function removeDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

/** The client over the embedded engine, for statements that are no registered questions. */
export async function openClient(dataDir: string, limits: Partial<StoreLimits> = {}): Promise<Client> {
  const clients = await openEmbedded({
    dataDir,
    database: 'headcount',
    limits: { ...DEFAULT_LIMITS, ...limits },
  });
  return clients.write;
}

export async function rows<Row>(
  client: Client,
  query: string,
  params: QueryParams = {},
  signal?: AbortSignal,
): Promise<Row[]> {
  const result = await client.query({
    query,
    query_params: { ...params },
    format: 'JSON',
    ...(signal && { abort_signal: signal }),
  });
  return (await result.json<Row>()).data;
}
