/** The change in tenths of a percent, half away from zero, from the published integers; null where the comparison is absent or 0 (contract 8). */
export function changeTenths(value: bigint, base: bigint | null): bigint | null {
  if (base === null || base === 0n) return null;
  const difference = value - base;
  const size = difference < 0n ? -difference : difference;
  const tenths = (2000n * size + base) / (2n * base);
  return difference < 0n ? -tenths : tenths;
}

export function textOf(value: bigint | null): string | null {
  return value === null ? null : String(value);
}
