import type { Route } from '../../platform/http/route';
import type { MetricsContext } from './endpoint';
import { breakdown } from './questions/breakdown';
import { lifecycle } from './questions/lifecycle';
import { retention } from './questions/retention';
import { rolling } from './questions/rolling';
import { stickiness } from './questions/stickiness';
import { users } from './questions/users';

/** `GET /v1/metrics/X`: what the given endpoints leave their callers to compute by themselves (docs/metrics.md). */
export function createMetricsRoutes(context: MetricsContext): Route[] {
  return [stickiness, rolling, retention, lifecycle, breakdown, users].map((question) => question(context));
}
