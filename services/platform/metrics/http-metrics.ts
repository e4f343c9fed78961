import { Histogram } from 'prom-client';
import type { AnsweredRequest } from '../http/exchange';
import type { Metrics } from './registry';
import { sampledCounter, sampledGauge } from './sampled';

/** From a point read to an export; a request of 30 s has met the engine's own limit. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How many requests are being answered, the first to rise where something is stuck; and connections that were too many. */
export function connectionMetrics(metrics: Metrics, server: { running(): number; dropped(): number }): void {
  sampledGauge(
    metrics,
    { name: 'headcount_http_requests_running', help: 'Requests that are being answered.' },
    () => server.running(),
  );
  sampledCounter(
    metrics,
    {
      name: 'headcount_http_connections_dropped_total',
      help: 'Connections that were closed unheard because there were too many.',
    },
    () => server.dropped(),
  );
}

/** Counts and times requests by the route's pattern: a path itself may hold the ids of people and has no bound. */
export function httpMetrics(metrics: Metrics): (request: AnsweredRequest) => void {
  const durations = new Histogram({
    name: 'headcount_http_request_duration_seconds',
    help: 'From the request headers to the end of the answer, by route pattern, method and status (499: the caller went away).',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [metrics],
  });
  return ({ method, route, status, ms }) => {
    durations.observe({ method, route, status }, ms / 1000);
  };
}
