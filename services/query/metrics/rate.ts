/** Part of a whole, rounded to four decimals, half up; null if the whole is 0. */
export function rate(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const tenThousandths = (BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole));
  return Number(tenThousandths) / 10_000;
}
