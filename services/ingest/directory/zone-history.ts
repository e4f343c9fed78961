import type { Zone } from './entry';

export const ZONE_CHANGE_DELAY_MS = 24 * 60 * 60 * 1000;

/**
 * A client's zone history after a PUT that names `timezone` (contract 4): the first zone holds for all the past; while there
 * is no usage another one corrects it; after that it holds for usage that starts 24 hours or more after `atMs`.
 * Since no event may lie more than 24 hours ahead, no stored usage ever changes its dates.
 */
export function zonesAfter(
  zones: readonly Zone[],
  timezone: string,
  hasUsage: boolean,
  atMs: number,
): readonly Zone[] {
  const last = zones.at(-1);
  if (last?.timezone === timezone) return zones;
  if (!last || !hasUsage) return [{ validFromMs: 0, timezone }];
  const validFromMs = Math.max(atMs + ZONE_CHANGE_DELAY_MS, last.validFromMs + 1);
  return [...zones, { validFromMs, timezone }];
}
