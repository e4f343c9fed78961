import { json, problem } from '../../platform/http/answer';
import { machineFamily } from '../../platform/http/machine-family';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';
import { mayWrite } from '../../platform/principal';
import type { Admission } from '../commit/admission';
import { badBody, unsupported } from '../events/request-refusal';
import { isObject } from '../events/field-problems';
import { PLAIN_FORMS } from '../events/media-type';
import { withBody } from '../receive-body';
import type { ReceivedBody } from '../receive-body';
import type { Refusal } from '../rejection';
import { answered } from '../request-failure';
import { checkPut } from './check-entry';
import type { DirectoryKind, ResourceKey } from './entry';
import { keyText } from './entry';
import { ID_NAMES, isResourceId } from './resource-id';
import { resourceAnswer } from './resource-answer';
import { readResources, readStub } from './stored-resources';
import type { DirectoryContext } from './write-directory';
import { writeDirectory } from './write-directory';

const NIL_UUID = '00000000-0000-0000-0000-000000000000';
const MAX_LISTED_PROBLEMS = 100;
/** Stands in for a path that can name nothing while the body is judged, which comes first (contract 3). */
const ANY_KEY = { clientId: NIL_UUID, id: NIL_UUID };

const PATHS: Readonly<Record<DirectoryKind, string>> = {
  client: '/v1/clients/:client_id',
  department: '/v1/clients/:client_id/departments/:department_id',
  app: '/v1/clients/:client_id/apps/:app_id',
  user: '/v1/clients/:client_id/users/:user_id',
};

/**
 * `PUT` and `GET` of clients, departments, apps and users (contract 5): 200 with the stored resource, 404 for one that is not
 * known or whose client is not; a PUT body with problems is 422 with `errors` naming each field by JSON pointer.
 */
export function resourceRoutes(context: DirectoryContext, admission: Admission): Route[] {
  return (Object.keys(PATHS) as DirectoryKind[]).flatMap((kind): Route[] => {
    const common = {
      path: PATHS[kind],
      family: machineFamily,
      allows: (principal, path) =>
        principal.permissions.has('manage-directory') &&
        mayWrite(principal.clients, (path.client_id ?? '').toLowerCase()),
    } satisfies Partial<Route>;
    return [
      { ...common, method: 'GET', cacheable: true, handle: (request) => get(context, kind, request) },
      {
        ...common,
        method: 'PUT',
        cacheable: false,
        handle: (request) =>
          answered(() =>
            withBody(request, admission, PLAIN_FORMS, (body) => put(context, kind, request, body)),
          ),
      },
    ];
  });
}

async function get({ store }: DirectoryContext, kind: DirectoryKind, request: RouteRequest): Promise<Answer> {
  const key = keyOfPath(kind, request.path);
  if (!key) return machineFamily.notFound();
  const { tenant } = request.principal;
  const clientKey: ResourceKey = { kind: 'client', clientId: key.clientId, id: '' };
  const found = await readResources(store, tenant, kind === 'client' ? [key] : [clientKey, key]);
  if (!found.has(keyText(clientKey))) return machineFamily.notFound();
  const stored = found.get(keyText(key)) ?? (await readStub(store, tenant, key));
  return stored ? json(200, resourceAnswer(stored)) : machineFamily.notFound();
}

async function put(
  context: DirectoryContext,
  kind: DirectoryKind,
  { path, principal }: RouteRequest,
  { bytes, form }: ReceivedBody,
): Promise<Answer> {
  if (form !== 'json') throw unsupported('The content type must be application/json.');
  const key = keyOfPath(kind, path);
  const { clientId, id } = key ?? ANY_KEY;
  const ids = { client_id: clientId, ...(kind !== 'client' && { [ID_NAMES[kind]]: id }) };
  const entry = checkPut(kind, ids, readObject(bytes), MAX_LISTED_PROBLEMS);
  if ('length' in entry) return unprocessable(entry);
  if (!key) return machineFamily.notFound();
  const [outcome] = await writeDirectory(principal.tenant, [entry], bytes.length, context);
  if (outcome === undefined || outcome === 'unknown-client') return machineFamily.notFound();
  return json(200, resourceAnswer(outcome));
}

/** Undefined for a path that can name nothing. */
function keyOfPath(kind: DirectoryKind, path: RouteRequest['path']): ResourceKey | undefined {
  const { client_id: clientId, [ID_NAMES[kind]]: id } = path;
  if (!isResourceId('client', clientId) || !isResourceId(kind, id)) return undefined;
  if (kind === 'client') return { kind, clientId: clientId.toLowerCase(), id: '' };
  return { kind, clientId: clientId.toLowerCase(), id: kind === 'user' ? id : id.toLowerCase() };
}

function readObject(bytes: Buffer): object {
  const value = readJson(bytes);
  if (!isObject(value)) throw badBody('The body must be a JSON object.');
  return value;
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw badBody(bytes.length === 0 ? 'The body is empty.' : 'The body is not JSON.');
  }
}

/** 422 with every problem of the body: `errors` is an extension member of the problem document. */
function unprocessable(problems: readonly Refusal[]): Answer {
  const answer = problem(422, 'Unprocessable Content', 'The body does not fit; errors names each field.');
  const body = JSON.stringify({ ...(JSON.parse(String(answer.body)) as object), errors: problems });
  return { ...answer, body };
}
