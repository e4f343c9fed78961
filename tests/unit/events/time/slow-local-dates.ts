/**
 * An independent model of local dates: asks Intl for the date at the start of every step of an interval. Slow and without a
 * thought about offsets, midnights or days of 24 hours.
 */
export function elapsedByDate(
  startMs: number,
  endMs: number,
  timezone: string,
  stepMs: number,
): Map<string, number> {
  const dateOf = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' });
  const elapsed = new Map<string, number>();
  const add = (atMs: number, ms: number): void => {
    const date = dateOf.format(atMs);
    elapsed.set(date, (elapsed.get(date) ?? 0) + ms);
  };
  if (startMs === endMs) add(startMs, 0);
  for (let atMs = startMs; atMs < endMs;) {
    const nextMs = Math.min(endMs, Math.floor(atMs / stepMs) * stepMs + stepMs);
    add(atMs, nextMs - atMs);
    atMs = nextMs;
  }
  return new Map([...elapsed].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Active milliseconds shared out by elapsed time, rounded down, the rest one each to the earliest dates. */
export function sharesByDate(elapsed: ReadonlyMap<string, number>, activeMs: number): Map<string, number> {
  const totalMs = [...elapsed.values()].reduce((sum, ms) => sum + BigInt(ms), 0n);
  const shares = new Map<string, number>();
  for (const [date, ms] of elapsed) {
    shares.set(date, totalMs === 0n ? 0 : Number((BigInt(activeMs) * BigInt(ms)) / totalMs));
  }
  let rest = activeMs - [...shares.values()].reduce((sum, ms) => sum + ms, 0);
  for (const [date, ms] of shares) if (rest-- > 0) shares.set(date, ms + 1);
  return shares;
}
