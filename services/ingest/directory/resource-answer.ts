import type { DirectoryRecord, Stored } from './entry';
import { updatedAtMs } from './resource-row';

/** A stored resource as it is answered (contract 5): its ids, its fields, `updated_at`. */
export function resourceAnswer({ record, version }: Stored): Record<string, unknown> {
  const updated_at = new Date(updatedAtMs(version)).toISOString();
  return { client_id: record.clientId, ...fieldsOf(record), updated_at };
}

function fieldsOf(record: DirectoryRecord): Record<string, unknown> {
  switch (record.kind) {
    case 'client':
      return { name: record.name, timezone: record.zones.at(-1)?.timezone ?? null };
    case 'department':
      return { department_id: record.departmentId, name: record.name };
    case 'app':
      return {
        app_id: record.appId,
        canonical_name: record.canonicalName,
        type: record.type,
        logo: record.logo,
        display_colour: record.displayColour,
        is_approved: record.isApproved,
        is_favorite: record.isFavorite,
      };
    case 'user':
      return {
        user_id: record.userId,
        username: record.username,
        user_key: record.userKey,
        department_ids: record.departmentIds,
      };
  }
}
