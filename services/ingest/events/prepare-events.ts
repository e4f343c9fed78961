import type { InsertBatch } from '../../../clickhouse/store';
import type { ClientRegistry } from '../directory/client-registry';
import type { ErasedThrough, ErasureRegistry } from '../erasure/erasure-registry';
import type { SettledBody } from '../erasure/old-events';
import { withoutErased } from '../erasure/old-events';
import type { UserNumbers } from '../users/user-numbers';
import type { CheckedBody } from './check-body';
import { toRows } from './rows';

const NO_DAYS: ReadonlySet<number> = new Set();

export interface PrepareContext {
  readonly clients: ClientRegistry;
  readonly numbers: UserNumbers;
  readonly erased: ErasureRegistry;
}

/** Events whose rows can be made. */
export interface PreparedEvents {
  readonly settled: SettledBody;
  readonly numberOf: ReadonlyMap<string, number>;
  /** Who was erased when this was looked at. */
  readonly erasedThrough: ErasedThrough | undefined;
  /** The rows of the accepted events. */
  readonly batches: () => InsertBatch[];
}

/**
 * What checked events become, asked when everything earlier is stored and nothing later begun: who was erased, which zones
 * hold, which numbers stand for the users.
 */
export async function prepareEvents(
  checked: CheckedBody,
  { tenant, receivedAtMs }: { readonly tenant: string; readonly receivedAtMs: number },
  { clients, numbers, erased }: PrepareContext,
): Promise<PreparedEvents> {
  const clientIds = new Set(
    checked.accepted.flatMap((event) => ('clientId' in event ? [event.clientId] : [])),
  );
  await Promise.all([erased.refresh(tenant), clients.refresh(tenant, clientIds)]);
  const erasedThrough = erased.erasedThrough(tenant);
  const settled = withoutErased(checked, erasedThrough);
  const numberOf = await numbers.of(tenant, new Set(settled.accepted.map(({ userId }) => userId)));
  const zonesOf = (clientId: string): ReturnType<ClientRegistry['zones']> => clients.zones(tenant, clientId);
  return {
    settled,
    numberOf,
    erasedThrough,
    batches: () => {
      const facts = toRows(settled.accepted, { tenant, receivedAtMs, zonesOf, numberOf });
      // A number is news on no other days than those of the events that bring it.
      return [{ ...numbers.rows(tenant, numberOf), days: facts[0]?.days ?? NO_DAYS }, ...facts];
    },
  };
}
