import { Gauge } from 'prom-client';
import type { Readiness } from '../lifecycle/readiness';
import type { Metrics } from './registry';

const REASONS = ['starting', 'stopping', 'engine', 'migrations', 'write_path'] as const;
type Reason = (typeof REASONS)[number];

/** What `/readyz` would answer, as numbers: ready or not, and why not. */
export function readinessMetrics(metrics: Metrics, readiness: () => Promise<Readiness>): void {
  const ready = new Gauge({
    name: 'headcount_ready',
    help: '1 where /readyz answers 200, else 0.',
    registers: [metrics],
    collect: async () => {
      const found = await readiness();
      ready.set(found.status === 'ready' ? 1 : 0);
      for (const reason of REASONS) notReady.set({ reason }, isReason(found, reason) ? 1 : 0);
    },
  });
  const notReady = new Gauge({
    name: 'headcount_not_ready',
    help: '1 for each reason why the service is not ready, else 0.',
    labelNames: ['reason'],
    registers: [metrics],
  });
}

function isReason({ status, checks }: Readiness, reason: Reason): boolean {
  if (reason === 'starting' || reason === 'stopping') return status === reason;
  return (checks[reason] ?? 'ok') !== 'ok';
}
