/** A figure beside its comparison. */
export interface Metric {
  readonly value: number;
  readonly change_pct: number | null;
  readonly compare_value: number | null;
}

/** From the published integers: one decimal, half away from zero; null when the comparison is absent, null or 0. */
export function metric(value: number, compareValue: number | null): Metric {
  return { value, change_pct: changePct(value, compareValue), compare_value: compareValue };
}

export function changePct(value: number, compareValue: number | null): number | null {
  if (compareValue === null || compareValue === 0) return null;
  const numerator = BigInt(value - compareValue) * 1000n;
  const denominator = BigInt(compareValue);
  const sign = numerator < 0n ? -1n : 1n;
  const tenths = sign * ((2n * sign * numerator + denominator) / (2n * denominator));
  return Number(tenths) / 10;
}

/** floor(sum / days), or null for an average of nothing. */
export function flooredAverage(sum: number, days: number): number | null {
  return days === 0 ? null : Number(BigInt(sum) / BigInt(days));
}
