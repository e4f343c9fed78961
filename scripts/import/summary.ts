import type { DeliveryCounts, RefusedEvent } from '../../services/producer/producer';
export interface ImportResult {
  readonly counts: DeliveryCounts;
  readonly firstRefusals: readonly RefusedEvent[];
  /** Why it stopped early, or null. Starting over is safe: what was accepted counts once. */
  readonly failure: string | null;
  readonly tooLong: { readonly count: number; readonly firstLineNumbers: readonly number[] };
  readonly seconds: number;
}

/** One line for people and scripts alike. */
export function summaryLine({ counts, seconds }: ImportResult): string {
  const { sent, accepted, refused } = counts;
  const perSecond = Math.round(sent / Math.max(seconds, 0.001));
  return `${sent} events sent, ${accepted} accepted, ${refused} refused in ${seconds.toFixed(1)} s (${perSecond} events/s)`;
}

/** What went wrong, a line each: the first refusals, lines that could not be sent, why it stopped. */
export function problemLines({ counts, firstRefusals, failure, tooLong }: ImportResult): string[] {
  const refusals = firstRefusals.map(
    ({ label, code, path, message }) =>
      `line ${label ?? '?'}: refused, ${code}${path === '' ? '' : ` at ${path}`}: ${message}`,
  );
  const more = counts.refused - firstRefusals.length;
  const lines = [...refusals, ...(more > 0 && refusals.length > 0 ? [`and ${more} more refused`] : [])];
  if (tooLong.count > 0) {
    const where = tooLong.firstLineNumbers.join(', ');
    lines.push(`${tooLong.count} lines are too long to be sent, the first at line ${where}`);
  }
  if (failure !== null) {
    lines.push(`stopped: ${failure}`, 'run the same command again to go on: nothing counts twice');
  }
  return lines;
}

export function succeeded({ counts, failure, tooLong }: ImportResult): boolean {
  return counts.refused === 0 && failure === null && tooLong.count === 0;
}
