import appSchema from '../../../schemas/directory/app.json';
import clientSchema from '../../../schemas/directory/client.json';
import departmentSchema from '../../../schemas/directory/department.json';
import userSchema from '../../../schemas/directory/user.json';
import type { AppBody } from '../../../schemas/generated/directory/app';
import type { ClientBody } from '../../../schemas/generated/directory/client';
import type { DepartmentBody } from '../../../schemas/generated/directory/department';
import type { UserBody } from '../../../schemas/generated/directory/user';
import type { Principal } from '../../platform/principal';
import { mayWrite } from '../../platform/principal';
import type { FieldCheck, ObjectSchema } from '../events/field-check';
import { createFieldCheck } from '../events/field-check';
import { isObject } from '../events/field-problems';
import type { Refusal } from '../rejection';
import { zoneName } from '../../platform/time/zone-name';
import type { DirectoryEntry, DirectoryKind } from './entry';

/** An entry as `POST /v1/directory` takes it: the fields of the PUT body beside the kind and the ids (contract 5). */
type SentEntry = { client_id: string } & (
  | ({ kind: 'client' } & ClientBody)
  | ({ kind: 'department'; department_id: string } & DepartmentBody)
  | ({ kind: 'app'; app_id: string } & AppBody)
  | ({ kind: 'user'; user_id: string } & UserBody)
);

const UUID = { type: 'string', format: 'uuid' };
const USER_ID = { type: 'string', minLength: 1, maxLength: 128, format: 'unicode' };

/** A resource's own schema with the fields that name it in front. */
function entryCheck(
  kind: DirectoryKind,
  ids: Record<string, object>,
  body: ObjectSchema,
): FieldCheck<SentEntry> {
  return createFieldCheck<SentEntry>({
    ...body,
    required: ['kind', ...Object.keys(ids), ...body.required],
    properties: { kind: { type: 'string', const: kind }, ...ids, ...body.properties },
  });
}

const CHECKS: Readonly<Record<DirectoryKind, FieldCheck<SentEntry>>> = {
  client: entryCheck('client', { client_id: UUID }, clientSchema),
  department: entryCheck('department', { client_id: UUID, department_id: UUID }, departmentSchema),
  app: entryCheck('app', { client_id: UUID, app_id: UUID }, appSchema),
  user: entryCheck('user', { client_id: UUID, user_id: USER_ID }, userSchema),
};
const KINDS = Object.keys(CHECKS);

/** One entry of `POST /v1/directory`: what it says, or the first reason to refuse it. Whether its client is known is not asked. */
export function checkEntry(value: unknown, principal: Pick<Principal, 'clients'>): DirectoryEntry | Refusal {
  if (!isObject(value)) return { code: 'invalid_event', path: '', message: 'an entry is a JSON object' };
  const kind = 'kind' in value ? value.kind : undefined;
  if (!isKind(kind)) {
    return { code: 'unknown_type', path: '/kind', message: `must be one of ${KINDS.join(', ')}` };
  }
  if (!CHECKS[kind].isValid(value)) return firstProblem(CHECKS[kind], value);
  const entry = entryOf(value);
  if (mayWrite(principal.clients, entry.clientId)) return entry;
  return { code: 'not_allowed', path: '/client_id', message: 'the token does not reach there' };
}

/** What a PUT says about the resource that its path names, or everything that is wrong with it, up to `limit` problems. */
export function checkPut(
  kind: DirectoryKind,
  ids: Readonly<Record<string, string>>,
  body: object,
  limit: number,
): DirectoryEntry | readonly Refusal[] {
  const named = Object.keys({ kind, ...ids }).find((name) => Object.hasOwn(body, name));
  if (named !== undefined) {
    return [{ code: 'unknown_field', path: `/${named}`, message: 'stands in the path, not in the body' }];
  }
  const sent = { kind, ...ids, ...body };
  const problems = CHECKS[kind].problems(sent, limit);
  return problems.length > 0 ? problems : entryOf(sent as SentEntry);
}

export function isRefused(checked: DirectoryEntry | Refusal): checked is Refusal {
  return 'code' in checked;
}

function firstProblem(check: FieldCheck<SentEntry>, value: object): Refusal {
  const [problem] = check.problems(value, 1);
  if (!problem) throw new Error('a schema and its fields disagree');
  return problem;
}

export function isKind(kind: unknown): kind is DirectoryKind {
  return typeof kind === 'string' && KINDS.includes(kind);
}

function entryOf(sent: SentEntry): DirectoryEntry {
  const clientId = sent.client_id.toLowerCase();
  switch (sent.kind) {
    case 'client':
      return {
        kind: 'client',
        clientId,
        name: sent.name,
        timezone: zoneName(sent.timezone) ?? sent.timezone,
      };
    case 'department':
      return {
        kind: 'department',
        clientId,
        departmentId: sent.department_id.toLowerCase(),
        name: sent.name,
      };
    case 'app':
      return {
        kind: 'app',
        clientId,
        appId: sent.app_id.toLowerCase(),
        canonicalName: sent.canonical_name,
        type: sent.type ?? null,
        logo: sent.logo ?? null,
        displayColour: sent.display_colour ?? null,
        isApproved: sent.is_approved ?? false,
        isFavorite: sent.is_favorite ?? false,
      };
    case 'user':
      return {
        kind: 'user',
        clientId,
        userId: sent.user_id,
        username: sent.username,
        userKey: sent.user_key,
        departmentIds: distinct((sent.department_ids ?? []).map((id) => id.toLowerCase())),
      };
  }
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
