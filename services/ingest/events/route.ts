import { randomUUID } from 'node:crypto';
import { machineFamily } from '../../platform/http/machine-family';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';
import type { Admission } from '../commit/admission';
import type { Committer } from '../commit/committer';
import type { ClientRegistry } from '../directory/client-registry';
import type { DirectoryClock } from '../directory/directory-clock';
import { quarantineBatch } from '../quarantine/quarantine-batch';
import { withBody } from '../receive-body';
import type { ReceivedBody } from '../receive-body';
import type { UserNumbers } from '../users/user-numbers';
import { bodyAnswer } from '../rejection-answer';
import { answered } from '../request-failure';
import { checkBody } from './check-body';
import type { CheckedBody } from './check-body';
import { EVENT_FORMS } from './media-type';
import { toRows } from './rows';

export interface EventsContext {
  readonly committer: Committer;
  readonly clients: ClientRegistry;
  readonly numbers: UserNumbers;
  readonly clock: DirectoryClock;
  /** Told about each body whose events are in, or refused for good. */
  readonly onAnswered?: (body: CheckedBody) => void;
}

/**
 * `POST /v1/events` (contract 4): one event, an array, NDJSON or CloudEvents. The answer comes after every accepted event is on disk and
 * counted everywhere, and after every refused one is in the quarantine. A caller that goes away stops nothing.
 */
export function eventsRoute(context: EventsContext, admission: Admission): Route {
  return {
    method: 'POST',
    path: '/v1/events',
    family: machineFamily,
    allows: (principal) => principal.permissions.has('ingest-events'),
    cacheable: false,
    takesEvents: true,
    handle: (request) =>
      answered(() => withBody(request, admission, EVENT_FORMS, (body) => post(context, request, body))),
  };
}

async function post(context: EventsContext, request: RouteRequest, body: ReceivedBody): Promise<Answer> {
  const { clients, clock } = context;
  const { principal, now } = request;
  clock.observe(now.getTime());
  const checked = await checkBody(body.bytes, body.form, {
    nowMs: now.getTime(),
    principal,
    knownClients: (clientIds) => clients.known(principal.tenant, clientIds),
  });
  request.chargeEvents(checked.accepted.length + checked.refused.length);
  await commit(checked, context, request, body.bytes.length);
  context.onAnswered?.(checked);
  return bodyAnswer(checked.accepted.length, checked.refused);
}

async function commit(
  { accepted, refused }: CheckedBody,
  { committer, clients, numbers }: EventsContext,
  { principal, requestId, now }: RouteRequest,
  bytes: number,
): Promise<void> {
  const { tenant, subject } = principal;
  const receivedAtMs = now.getTime();
  const clientIds = new Set(accepted.flatMap((event) => ('clientId' in event ? [event.clientId] : [])));
  const userIds = new Set(accepted.map(({ userId }) => userId));
  const zonesOf = (clientId: string): ReturnType<ClientRegistry['zones']> => clients.zones(tenant, clientId);
  let numberOf: ReadonlyMap<string, number> = new Map();
  await committer.commit({
    tenant,
    rows: accepted.length + refused.length,
    bytes,
    prepare: async () => {
      [numberOf] = await Promise.all([numbers.of(tenant, userIds), clients.refresh(tenant, clientIds)]);
    },
    render: () => [
      numbers.rows(tenant, numberOf),
      ...toRows(accepted, { tenant, receivedAtMs, zonesOf, numberOf }),
      quarantineBatch(refused, { tenant, subject, requestId, receivedAt: now }, randomUUID),
    ],
  });
  numbers.stored(tenant, numberOf);
}
