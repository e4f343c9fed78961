import type { Catalog } from '../../../clickhouse/catalog/catalog';
import { readCatalog } from '../../../clickhouse/catalog/read-catalog';
import type { Alone, Reconciler } from '../../../clickhouse/reconcile/reconcile';
import { reconcile } from '../../../clickhouse/reconcile/run';
import type { ReconcileEvent } from '../../../clickhouse/reconcile/run';
import { isDay } from '../../../clickhouse/reconcile/spans';
import type { Wanted } from '../../../clickhouse/reconcile/spans';
import type { Store } from '../../../clickhouse/store';
import { MEDIA_TYPES } from '../../platform/formats/format';
import { problem } from '../../platform/http/answer';
import { machineFamily } from '../../platform/http/machine-family';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';

export interface OperatorContext {
  readonly store: Store;
  readonly alone: Alone;
  readonly hasOtherWriters: boolean;
  /** Aborts when the service stops. */
  readonly stopping: AbortSignal;
}

/**
 * `POST /v1/operator/reconcile`: compares the aggregates with the facts, of all tenants or of one, and repairs them unless
 * `check=true`. Answers NDJSON while it works; the last line is the summary. One run at a time.
 */
export function reconcileRoute(context: OperatorContext): Route {
  let isRunning = false;
  async function handle(request: RouteRequest): Promise<Answer> {
    const asked = readParameters(request.query);
    if ('fault' in asked) return problem(400, 'Bad Request', asked.fault);
    if (isRunning) return problem(409, 'Conflict', 'A reconciliation is running already.');
    const catalog = await readCatalog(context.store);
    return { status: 200, contentType: MEDIA_TYPES.ndjson, stream: linesOf(asked, catalog, request.signal) };
  }
  async function* linesOf(asked: Asked, catalog: Catalog, gone: AbortSignal): AsyncGenerator<Buffer> {
    isRunning = true;
    try {
      const signal = AbortSignal.any([gone, context.stopping]);
      const reconciler: Reconciler = { ...context, catalog, signal };
      for await (const event of reconcile(reconciler, asked.wanted, !asked.checksOnly)) yield line(event);
    } finally {
      isRunning = false;
    }
  }
  return {
    method: 'POST',
    path: '/v1/operator/reconcile',
    family: machineFamily,
    allows: (principal) => principal.permissions.has('operate'),
    cacheable: false,
    handle,
  };
}

interface Asked {
  readonly wanted: Wanted;
  readonly checksOnly: boolean;
}

function readParameters(query: URLSearchParams): Asked | { readonly fault: string } {
  const [tenant, from, to, check] = ['tenant', 'from', 'to', 'check'].map((name) => query.get(name));
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (day != null && !isDay(day)) return { fault: `${name} must be a date, YYYY-MM-DD.` };
  }
  if (from != null && to != null && from > to) return { fault: 'from must not be after to.' };
  if (check != null && check !== 'true' && check !== 'false')
    return { fault: 'check must be true or false.' };
  const wanted = {
    ...(tenant != null && { tenant }),
    ...(from != null && { fromDay: from }),
    ...(to != null && { toDay: to }),
  };
  return { wanted, checksOnly: check === 'true' };
}

function line(event: ReconcileEvent): Buffer {
  return Buffer.from(`${JSON.stringify(event)}\n`);
}
