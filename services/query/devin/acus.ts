/** ACUs of many sessions, as the SQL adds them up: exact decimals, and apart from them the values too large for those. */
export interface StoredAcus {
  /** A decimal with at most 30 digits after the point. */
  readonly acus_sum: string;
  /** Values from 1e30 on, all of them whole numbers. */
  readonly huge_acus: readonly number[];
}

const DIGITS_AFTER_POINT = 30;
const ONE = 10n ** BigInt(DIGITS_AFTER_POINT);

/** An exact sum of ACUs in units of 1e-30, so that no order of adding and no binary fraction changes it. */
export type AcuSum = bigint;

export function acuSum({ acus_sum, huge_acus }: StoredAcus): AcuSum {
  const [whole = '', fraction = ''] = acus_sum.split('.');
  const exact = BigInt(whole + fraction.padEnd(DIGITS_AFTER_POINT, '0'));
  return huge_acus.reduce((sum, value) => sum + BigInt(value) * ONE, exact);
}

/** The number nearest to the sum. */
export function acuNumber(sum: AcuSum): number {
  return decimalNumber(sum, DIGITS_AFTER_POINT);
}

/** The average over so many sessions, to two decimals, half away from zero; 0 over none. */
export function averageAcus(sum: AcuSum, sessions: number): number {
  if (sessions === 0) return 0;
  const divisor = 2n * BigInt(sessions) * ONE;
  return decimalNumber((2n * 100n * sum + divisor / 2n) / divisor, 2);
}

/** Whole units of which so many digits stand after the point. No JSON number is larger than the largest finite one. */
function decimalNumber(units: bigint, digitsAfterPoint: number): number {
  return Math.min(Number(`${units.toString()}e-${digitsAfterPoint}`), Number.MAX_VALUE);
}
