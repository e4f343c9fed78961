import type { Store } from '../../../clickhouse/store';
import type { Family, PublicRoute, Route } from '../http/route';
import type { Logger } from '../logger';
import type { Metrics } from '../metrics/registry';

/** What a part of the service is built from; its migrations have run. */
export interface PartContext {
  readonly store: Store;
  /** Absolute. */
  readonly dataDir: string;
  readonly logger: Logger;
  /** Where the part registers its metrics, each next to the code that it is about. */
  readonly metrics: Metrics;
  readonly now: () => Date;
  /** Whether other processes may write the same store: a server, but never the embedded engine. */
  readonly hasOtherWriters: boolean;
}

/** One side of the service, such as ingest or query. */
export interface Part {
  readonly routes: readonly Route[];
  readonly publicRoutes?: readonly PublicRoute[];
  /** Can it take writes? Asked for readiness; absent where it takes none. */
  healthy?(): boolean;
  /** Ends what would go on for long: the service is about to stop. */
  beginStop?(): void;
  /** Finishes what was accepted. No request runs any more when this is called. */
  stop?(): Promise<void>;
}

export interface PartFactory {
  (context: PartContext): Promise<Part>;
  /** Whose prefixes the part serves: they answer in their own shape before the part is there, too. */
  readonly families?: readonly Family[];
}
