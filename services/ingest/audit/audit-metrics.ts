import type { Metrics } from '../../platform/metrics/registry';
import { sampledCounter, sampledGauge, sampledGauges } from '../../platform/metrics/sampled';
import type { Auditor } from './auditor';

/** What the auditor has found, and how far it has come. */
export function auditMetrics(metrics: Metrics, auditor: Auditor): void {
  sampledGauges(
    metrics,
    {
      name: 'headcount_drift_rows',
      help: 'Rows of an aggregate that differ from the facts; anything but 0 calls for npm run reconcile.',
      label: 'table',
    },
    () => auditor.figures().drift,
  );
  sampledGauge(
    metrics,
    { name: 'headcount_audit_rotation_seconds', help: 'How long the last comparison of everything took.' },
    () => auditor.figures().rotationSeconds,
  );
  sampledCounter(
    metrics,
    {
      name: 'headcount_audit_comparisons_total',
      help: 'Comparisons of a span of an aggregate with its facts.',
    },
    () => auditor.figures().comparisons,
  );
  sampledCounter(
    metrics,
    { name: 'headcount_audit_busy_seconds_total', help: 'Time spent comparing aggregates with facts.' },
    () => auditor.figures().busySeconds,
  );
}
