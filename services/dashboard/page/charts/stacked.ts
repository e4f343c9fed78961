import type { Series } from './chart-data';

/** The tops of stacked bars: the first series is drawn first and reaches highest, so that the later ones stand before it. */
export function stackedValues(series: readonly Series[]): (number | null)[][] {
  return series.map(({ values, isPrior }, position) => {
    if (isPrior) return [...values];
    const stack = series.slice(position).filter((other) => !other.isPrior);
    return values.map((_, index) => stack.reduce((sum, { values: own }) => sum + (own[index] ?? 0), 0));
  });
}
