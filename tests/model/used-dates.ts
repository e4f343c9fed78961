import { instantMs } from './dates';
import { localStretches } from './local-dates';
import type { SentDayReport, SentInterval } from './sent-event';
import { isDayReport } from './sent-event';
import type { WorldClient } from './world';

/**
 * What one report says of one local date. A used date is decided by what never changes in an event, so every version of
 * it has the same dates, whatever milliseconds they carry.
 */
export interface UsedDate {
  readonly clientId: string;
  readonly appId: string;
  readonly userId: string;
  readonly date: string;
  readonly activeMs: number;
  readonly sessionCount: number;
}

export function usedDatesOf(sent: SentInterval | SentDayReport, clients: readonly WorldClient[]): UsedDate[] {
  const where = {
    clientId: sent.client_id.toLowerCase(),
    appId: sent.app_id.toLowerCase(),
    userId: sent.user_id,
  };
  const sessionCount = sent.session_count ?? 1;
  if (isDayReport(sent)) {
    return [{ ...where, date: sent.activity_date, activeMs: sent.active_ms, sessionCount }];
  }
  const startMs = instantMs(sent.started_at);
  const endMs = instantMs(sent.ended_at);
  const stretches = localStretches(startMs, endMs, zoneAt(startMs, where.clientId, clients));
  const shares = shareOut(
    sent.active_ms ?? endMs - startMs,
    stretches.map(({ elapsedMs }) => elapsedMs),
  );
  return stretches.map(({ date }, index) => ({
    ...where,
    date,
    activeMs: shares[index] ?? 0,
    sessionCount: index === 0 ? sessionCount : 0,
  }));
}

/** Shares active milliseconds out by elapsed time, rounded down; the rest goes one each to the earliest. */
export function shareOut(activeMs: number, elapsedMs: readonly number[]): number[] {
  const total = elapsedMs.reduce((sum, elapsed) => sum + elapsed, 0);
  const shares = elapsedMs.map((elapsed) =>
    total === 0 ? 0 : Number((BigInt(activeMs) * BigInt(elapsed)) / BigInt(total)),
  );
  const rest = activeMs - shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, index) => (index < rest ? share + 1 : share));
}

/** The zone that holds for usage that starts at an instant. */
function zoneAt(startMs: number, clientId: string, clients: readonly WorldClient[]): string {
  const client = clients.find(({ client_id }) => client_id.toLowerCase() === clientId);
  const [first, ...later] = client?.zones ?? [];
  if (first === undefined) throw new Error('the world lacks a client that has usage');
  const holding = later.filter(({ valid_from_ms }) => valid_from_ms <= startMs);
  return (holding.at(-1) ?? first).timezone;
}
