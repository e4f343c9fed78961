import { randomUUID } from 'node:crypto';
import { machineFamily } from '../../platform/http/machine-family';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';
import type { Admission } from '../commit/admission';
import type { Committer } from '../commit/committer';
import type { ClientRegistry } from '../directory/client-registry';
import type { DirectoryClock } from '../directory/directory-clock';
import type { Eraser } from '../erasure/eraser';
import type { ErasureRegistry } from '../erasure/erasure-registry';
import type { SettledBody } from '../erasure/old-events';
import { erasedSince } from '../erasure/old-events';
import { quarantineBatch } from '../quarantine/quarantine-batch';
import { withBody } from '../receive-body';
import type { ReceivedBody } from '../receive-body';
import type { UserNumbers } from '../users/user-numbers';
import { bodyAnswer } from '../rejection-answer';
import { answered } from '../request-failure';
import { checkBody } from './check-body';
import type { CheckedBody } from './check-body';
import { EVENT_FORMS } from './media-type';
import { prepareEvents } from './prepare-events';
import type { PreparedEvents } from './prepare-events';

export interface EventsContext {
  readonly committer: Committer;
  readonly clients: ClientRegistry;
  readonly numbers: UserNumbers;
  readonly clock: DirectoryClock;
  readonly erased: ErasureRegistry;
  readonly eraser: Eraser;
  /** Whether other processes may erase somebody while this one stores their events. */
  readonly hasOtherWriters: boolean;
  /** Told about each body whose events are in, or refused for good. */
  readonly onAnswered?: (body: SettledBody) => void;
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
    nextTurn: request.nextTurn,
  });
  request.chargeEvents(checked.accepted.length + checked.refused.length);
  const settled = await commit(checked, context, request, body.bytes.length);
  context.onAnswered?.(settled);
  return bodyAnswer(settled.accepted.length, settled.rejections);
}

/** Who was erased is asked as late as can be, when the rows are made: between an erasure and a commit nothing comes. */
async function commit(
  checked: CheckedBody,
  context: EventsContext,
  { principal, requestId, now }: RouteRequest,
  bytes: number,
): Promise<SettledBody> {
  const { committer, numbers, erased, eraser, hasOtherWriters } = context;
  const { tenant, subject } = principal;
  const request = { tenant, subject, requestId, receivedAt: now };
  let prepared: PreparedEvents | undefined;
  await committer.commit({
    tenant,
    rows: checked.accepted.length + checked.refused.length,
    bytes,
    prepare: async () => {
      prepared = await prepareEvents(checked, { tenant, receivedAtMs: now.getTime() }, context);
    },
    render: () => {
      const { batches, settled } = whenPrepared(prepared);
      return [...batches(), quarantineBatch(settled.quarantined, request, randomUUID)];
    },
    ...(hasOtherWriters && {
      afterStored: async () => {
        const { numberOf, erasedThrough } = whenPrepared(prepared);
        await erased.refresh(tenant);
        const since = erasedSince(numberOf.keys(), erasedThrough, erased.erasedThrough(tenant));
        for (const [userId, throughMs] of since) await eraser.eraseAgain({ tenant, userId, throughMs });
      },
    }),
  });
  const { settled, numberOf } = whenPrepared(prepared);
  numbers.stored(tenant, numberOf);
  return settled;
}

function whenPrepared(prepared: PreparedEvents | undefined): PreparedEvents {
  if (!prepared) throw new Error('a commit that was not prepared');
  return prepared;
}
