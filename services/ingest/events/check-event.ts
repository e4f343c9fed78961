import type { Principal } from '../../platform/principal';
import { mayWrite } from '../../platform/principal';
import type { Refusal } from '../rejection';
import { dayReportForm } from './app-usage-day-report';
import { intervalForm } from './app-usage-interval';
import type { CheckedEvent } from './checked-event';
import { checkForm } from './event-form';
import { isObject } from './field-problems';
import { searchForm } from './search';
import { sessionForm } from './session';

/** What an event is judged by besides itself. */
export interface EventContext {
  readonly nowMs: number;
  readonly principal: Pick<Principal, 'orgs' | 'clients'>;
  /** Is the client, by its id in lower case, registered in the principal's tenant? */
  readonly isKnownClient: (clientId: string) => boolean;
}

/**
 * Checks one event as JSON.parse made it (contract 4). Answers the event, or the first reason to refuse it in the order of
 * REJECTION_CODES; within one code the first field in the schema's order.
 */
export function checkEvent(value: unknown, context: EventContext): CheckedEvent | Refusal {
  if (!isObject(value)) {
    return { code: 'invalid_event', path: '', message: 'an event is a JSON object' };
  }
  const event = checkByType(value, context.nowMs);
  return isRefusal(event) ? event : (placeProblem(event, context) ?? event);
}

export function isRefusal(result: CheckedEvent | Refusal): result is Refusal {
  return 'code' in result;
}

function checkByType(event: object, nowMs: number): CheckedEvent | Refusal {
  switch ('type' in event ? event.type : undefined) {
    case 'session':
      return checkForm(sessionForm, event, nowMs);
    case 'search':
      return checkForm(searchForm, event, nowMs);
    case 'app_usage':
      return 'activity_date' in event
        ? checkForm(dayReportForm, event, nowMs)
        : checkForm(intervalForm, event, nowMs);
    default:
      return { code: 'unknown_type', path: '/type', message: 'must be one of session, search, app_usage' };
  }
}

/** May the sender write there, and is the place known? */
function placeProblem(event: CheckedEvent, { principal, isKnownClient }: EventContext): Refusal | undefined {
  if (event.kind === 'session' || event.kind === 'search') {
    return mayWrite(principal.orgs, event.orgId) ? undefined : notAllowed('/org_id');
  }
  if (!mayWrite(principal.clients, event.clientId)) return notAllowed('/client_id');
  return isKnownClient(event.clientId) ? undefined : unknownClient();
}

export function unknownClient(): Refusal {
  return { code: 'unknown_client', path: '/client_id', message: 'the client is not registered' };
}

function notAllowed(path: string): Refusal {
  return { code: 'not_allowed', path, message: 'the token does not reach there' };
}
