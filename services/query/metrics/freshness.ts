/**
 * Until when an answer is complete, in Unix seconds: every event that happened before and was accepted is counted in it. That is
 * now, but no later than the end of what was asked, so that an answer about the past is the same from one call to the next.
 */
export function dataThrough(now: Date, endSeconds: readonly number[]): number {
  return Math.min(Math.floor(now.getTime() / 1000), Math.max(...endSeconds));
}

/** Whether what ends before `endSecond` is still going on, or to come. */
export function isProvisional(endSecond: number, through: number): boolean {
  return endSecond > through;
}
