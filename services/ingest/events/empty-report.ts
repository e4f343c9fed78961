import type { Refusal } from '../rejection';

/** A report that carries nothing is none: a used day is a fact that nothing takes back (contract 4). */
export function emptyReport(report: {
  readonly activeMs: number;
  readonly sessionCount: number;
}): Refusal | undefined {
  if (report.activeMs > 0 || report.sessionCount > 0) return undefined;
  return {
    code: 'empty_report',
    path: '/active_ms',
    message: 'active_ms and session_count must not both be 0',
  };
}
