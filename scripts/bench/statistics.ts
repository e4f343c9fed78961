export interface Times {
  readonly runs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Median and 99th percentile of some times, by nearest rank; with few runs the latter is the largest. */
export function timesOf(milliseconds: readonly number[]): Times {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? NaN;
  return { runs: sorted.length, p50Ms: rounded(at(0.5)), p99Ms: rounded(at(0.99)) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

/** How often a work is timed: so many times, but no longer than so long once it ran the least often. */
export interface Repetition {
  readonly runs: number;
  readonly leastRuns: number;
  readonly maxMs: number;
}

/** Runs a work again and again, each time after `before`, which is not timed. */
export async function timed<T>(
  { runs, leastRuns, maxMs }: Repetition,
  work: () => Promise<T>,
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<{ readonly times: Times; readonly last: T }> {
  const milliseconds: number[] = [];
  const startedAt = performance.now();
  for (;;) {
    await before();
    const from = performance.now();
    const last = await work();
    milliseconds.push(performance.now() - from);
    const isOver = milliseconds.length >= leastRuns && performance.now() - startedAt > maxMs;
    if (milliseconds.length >= runs || isOver) return { times: timesOf(milliseconds), last };
  }
}
