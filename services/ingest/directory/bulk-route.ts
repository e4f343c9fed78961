import { machineFamily } from '../../platform/http/machine-family';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';
import type { Principal } from '../../platform/principal';
import type { Admission } from '../commit/admission';
import type { BodyItem } from '../events/body-items';
import { bodyItems } from '../events/body-items';
import { isObject } from '../events/field-problems';
import { PLAIN_FORMS } from '../events/media-type';
import { withBody } from '../receive-body';
import type { ReceivedBody } from '../receive-body';
import type { Refusal } from '../rejection';
import type { Rejection } from '../rejection-answer';
import { bodyAnswer } from '../rejection-answer';
import { answered } from '../request-failure';
import { checkEntry, isKind, isRefused } from './check-entry';
import type { DirectoryEntry } from './entry';
import { ID_NAMES, isResourceId } from './resource-id';
import type { DirectoryContext } from './write-directory';
import { writeDirectory } from './write-directory';

const ENTRIES_A_SLICE = 500;

const UNKNOWN_CLIENT: Refusal = {
  code: 'unknown_client',
  path: '/client_id',
  message: 'the client is not registered',
};

/**
 * `POST /v1/directory` (contract 5): many entries as NDJSON, a JSON array or one object, in order, all in one commit. Answered
 * like `POST /v1/events`; `id` is the resource's own id where it is usable.
 */
export function bulkRoute(context: DirectoryContext, admission: Admission): Route {
  return {
    method: 'POST',
    path: '/v1/directory',
    family: machineFamily,
    allows: (principal) => principal.permissions.has('manage-directory'),
    cacheable: false,
    takesEvents: true,
    handle: (request) =>
      answered(() => withBody(request, admission, PLAIN_FORMS, (body) => post(context, request, body))),
  };
}

async function post(
  context: DirectoryContext,
  { principal, chargeEvents, nextTurn }: RouteRequest,
  { bytes, form }: ReceivedBody,
): Promise<Answer> {
  const { entries, rejections } = await checkEntries(bodyItems(bytes, form), principal, nextTurn);
  chargeEvents(entries.length + rejections.length);
  const sent = entries.map(({ entry }) => entry);
  const outcomes =
    sent.length === 0 ? [] : await writeDirectory(principal.tenant, sent, bytes.length, context);
  const unknown = entries.filter((_, position) => outcomes[position] === 'unknown-client');
  const all = [...rejections, ...unknown.map(({ index, id }) => ({ index, id, refusal: UNKNOWN_CLIENT }))];
  all.sort((one, other) => one.index - other.index);
  return bodyAnswer(entries.length - unknown.length, all);
}

interface CheckedEntries {
  readonly entries: readonly {
    readonly index: number;
    readonly id: string | null;
    readonly entry: DirectoryEntry;
  }[];
  readonly rejections: readonly Rejection[];
}

/** In slices, so that other requests are served in between. */
async function checkEntries(
  items: Iterable<BodyItem>,
  principal: Pick<Principal, 'clients'>,
  nextTurn: RouteRequest['nextTurn'],
): Promise<CheckedEntries> {
  const entries: { index: number; id: string | null; entry: DirectoryEntry }[] = [];
  const rejections: Rejection[] = [];
  let index = 0;
  for (const item of items) {
    const checked = 'refusal' in item ? item.refusal : checkEntry(item.value, principal);
    const id = 'refusal' in item ? null : ownId(item.value);
    if (isRefused(checked)) rejections.push({ index, id, refusal: checked });
    else entries.push({ index, id, entry: checked });
    index += 1;
    if (index % ENTRIES_A_SLICE === 0) await nextTurn();
  }
  return { entries, rejections };
}

/** The id of the resource that an entry is about, as sent; null where it is unusable. */
function ownId(value: unknown): string | null {
  if (!isObject(value)) return null;
  const { kind, ...fields } = value as Readonly<Record<string, unknown>>;
  if (!isKind(kind)) return null;
  const id = fields[ID_NAMES[kind]];
  return isResourceId(kind, id) ? id : null;
}
