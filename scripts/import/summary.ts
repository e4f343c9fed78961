import type { DeliverySummary } from '../../services/producer/deliver';

export interface ImportResult {
  readonly delivery: DeliverySummary;
  readonly tooLong: { readonly count: number; readonly firstLineNumbers: readonly number[] };
  readonly seconds: number;
}

/** One line for people and scripts alike. */
export function summaryLine({ delivery, seconds }: ImportResult): string {
  const { sent, accepted, refused } = delivery;
  const perSecond = Math.round(sent / Math.max(seconds, 0.001));
  return `${sent} events sent, ${accepted} accepted, ${refused} refused in ${seconds.toFixed(1)} s (${perSecond} events/s)`;
}

/** What went wrong, a line each: the first refusals, lines that could not be sent, why it stopped. */
export function problemLines({ delivery, tooLong }: ImportResult): string[] {
  const refusals = delivery.firstRefusals.map(
    ({ lineNumber, code, path, message }) =>
      `line ${lineNumber}: refused, ${code}${path === '' ? '' : ` at ${path}`}: ${message}`,
  );
  const more = delivery.refused - delivery.firstRefusals.length;
  const lines = [...refusals, ...(more > 0 && refusals.length > 0 ? [`and ${more} more refused`] : [])];
  if (tooLong.count > 0) {
    const where = tooLong.firstLineNumbers.join(', ');
    lines.push(`${tooLong.count} lines are too long to be sent, the first at line ${where}`);
  }
  if (delivery.failure !== null) {
    lines.push(`stopped: ${delivery.failure}`, 'run the same command again to go on: nothing counts twice');
  }
  return lines;
}

export function succeeded({ delivery, tooLong }: ImportResult): boolean {
  return delivery.refused === 0 && delivery.failure === null && tooLong.count === 0;
}
