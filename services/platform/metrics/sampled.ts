import { Counter, Gauge } from 'prom-client';
import type { Metrics } from './registry';

type Now<T> = T | Promise<T>;

export interface MetricName {
  readonly name: string;
  readonly help: string;
}

/** A gauge that is read at each scrape; undefined leaves it out. */
export function sampledGauge(
  metrics: Metrics,
  { name, help }: MetricName,
  read: () => Now<number | undefined>,
): void {
  const gauge = new Gauge({
    name,
    help,
    registers: [metrics],
    collect: async () => {
      const value = await read();
      if (value === undefined) gauge.remove();
      else gauge.set(value);
    },
  });
}

/** The same by the values of one label; what is not read any more disappears. */
export function sampledGauges(
  metrics: Metrics,
  { name, help, label }: MetricName & { readonly label: string },
  read: () => Now<readonly (readonly [string, number])[]>,
): void {
  const gauge = new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [metrics],
    collect: async () => {
      const values = await read();
      gauge.reset();
      for (const [value, number] of values) gauge.set({ [label]: value }, number);
    },
  });
}

/** A counter of something that is counted elsewhere since the start. */
export function sampledCounter(metrics: Metrics, { name, help }: MetricName, read: () => number): void {
  const counter = new Counter({
    name,
    help,
    registers: [metrics],
    collect: () => {
      counter.reset();
      counter.inc(read());
    },
  });
}
