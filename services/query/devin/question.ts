import type { Store } from '../../../clickhouse/store';
import type { Answer, RouteRequest } from '../../platform/http/route';
import type { MetricsScope } from './scope';

/** One endpoint X of `/v3/.../metrics/X`, in every scope that offers it. */
export interface Question {
  /** The last segment of the path. */
  readonly name: string;
  readonly scopes: readonly MetricsScope[];
  answer(store: Store, scope: MetricsScope, request: RouteRequest): Promise<Answer>;
}
