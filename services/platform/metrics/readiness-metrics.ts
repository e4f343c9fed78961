import type { Readiness } from '../lifecycle/readiness';
import type { Metrics } from './registry';
import { sampledGauge, sampledGauges } from './sampled';

/** What `/readyz` would answer, as numbers: ready or not, and why not. */
export function readinessMetrics(metrics: Metrics, readiness: () => Promise<Readiness>): void {
  sampledGauge(
    metrics,
    { name: 'headcount_ready', help: '1 where /readyz answers 200, else 0.' },
    async () => ((await readiness()).status === 'ready' ? 1 : 0),
  );
  const reasons = {
    name: 'headcount_not_ready',
    help: '1 for each reason why the service is not ready, else 0.',
    label: 'reason',
  };
  sampledGauges(metrics, reasons, async () => {
    const { status, checks } = await readiness();
    const phases = ['starting', 'stopping'].map((phase) => [phase, status === phase ? 1 : 0] as const);
    return [...phases, ...Object.entries(checks).map(([check, is]) => [check, is === 'ok' ? 0 : 1] as const)];
  });
}
