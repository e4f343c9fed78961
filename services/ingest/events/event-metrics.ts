import { Counter } from 'prom-client';
import type { Metrics } from '../../platform/metrics/registry';
import type { SettledBody } from '../erasure/old-events';
import { REJECTION_CODES } from '../rejection';
import type { CheckedEvent } from './checked-event';

const TYPE_OF_KIND: Readonly<Record<CheckedEvent['kind'], string>> = {
  session: 'session',
  search: 'search',
  interval: 'app_usage',
  'day-report': 'app_usage',
};

/** Counts events accepted by type and refused by code, from zero on, so that a rate sees the first of each. Answers whom to tell. */
export function eventMetrics(metrics: Metrics): (body: SettledBody) => void {
  const accepted = new Counter({
    name: 'headcount_ingest_events_accepted_total',
    help: 'Events accepted, those sent again included, by type.',
    labelNames: ['type'],
    registers: [metrics],
  });
  const refused = new Counter({
    name: 'headcount_ingest_events_refused_total',
    help: 'Events refused, by code.',
    labelNames: ['code'],
    registers: [metrics],
  });
  for (const type of Object.values(TYPE_OF_KIND)) accepted.inc({ type }, 0);
  for (const code of REJECTION_CODES) refused.inc({ code }, 0);
  return (body) => {
    // Added up first: a body holds up to 50,000 events.
    const types = countBy(body.accepted, ({ kind }) => TYPE_OF_KIND[kind]);
    const codes = countBy(body.rejections, ({ refusal }) => refusal.code);
    for (const [type, count] of types) accepted.inc({ type }, count);
    for (const [code, count] of codes) refused.inc({ code }, count);
  };
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
