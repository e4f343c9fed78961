/** Added up as one does on paper: the digits that were written, never their binary neighbours. */
export interface ExactSum {
  readonly digits: bigint;
  readonly afterPoint: number;
}

export function addAcus(values: readonly number[]): ExactSum {
  const terms = values.map(digitsOf);
  const afterPoint = Math.max(0, ...terms.map((term) => term.afterPoint));
  const digits = terms.reduce(
    (sum, term) => sum + term.digits * 10n ** BigInt(afterPoint - term.afterPoint),
    0n,
  );
  return { digits, afterPoint };
}

export function nearestNumber({ digits, afterPoint }: ExactSum): number {
  return Number(`${digits.toString()}e-${afterPoint}`);
}

/** To two decimals, half away from zero; 0 of nothing. */
export function averageOfAcus(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const { digits, afterPoint } = addAcus(values);
  const divisor = 10n ** BigInt(afterPoint) * BigInt(values.length);
  const thousandths = (digits * 1000n) / divisor;
  return Number((thousandths + 5n) / 10n) / 100;
}

function digitsOf(value: number): ExactSum {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const afterPoint = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return afterPoint >= 0
    ? { digits, afterPoint }
    : { digits: digits * 10n ** BigInt(-afterPoint), afterPoint: 0 };
}
