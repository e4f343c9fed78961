interface Runs {
  readonly numRuns: number;
  readonly seed?: number;
  readonly endOnFailure: boolean;
}

/**
 * How many runs, and from which seed: HEADCOUNT_RUNS multiplies them, HEADCOUNT_SEED repeats a failure (which prints its
 * seed), with the counterexample made as small as possible: without a seed that is left out, it takes long.
 */
export function runs(numRuns: number): Runs {
  const { HEADCOUNT_RUNS: factor, HEADCOUNT_SEED: seed } = process.env;
  return {
    numRuns: numRuns * Number(factor ?? 1),
    ...(seed !== undefined && { seed: Number(seed) }),
    endOnFailure: seed === undefined,
  };
}

let tenants = 0;

/** Each run has a tenant of its own in the same store: nothing it finds there is another run's. */
export function freshTenant(): string {
  tenants += 1;
  return `tenant-${tenants}`;
}
