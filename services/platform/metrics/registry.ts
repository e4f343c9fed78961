import { collectDefaultMetrics, Registry } from 'prom-client';

/** Where a part of the service registers its own metrics: `new Counter({ name, help, registers: [metrics] })`. */
export type Metrics = Registry;

/**
 * A registry of one start of the service, with what Node tells of the process: event-loop lag, memory, garbage collection,
 * processor time. Not the library's global one, since a process may hold several services one after the other.
 */
export function createMetrics(): Metrics {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  return metrics;
}
