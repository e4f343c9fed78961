import schema from '../../../schemas/events/search.json';
import type { SearchEvent } from '../../../schemas/generated/events/search';
import type { CheckedSearch } from './checked-event';
import type { EventForm } from './event-form';
import { instantMs, optionalInstantMs } from './event-form';
import { createFieldCheck } from './field-check';

/** A search (contract 4; schemas/events/search.json). */
export const searchForm: EventForm<SearchEvent, CheckedSearch> = {
  fields: createFieldCheck<SearchEvent>(schema),
  checked: (event) => {
    const createdAtMs = instantMs(event.created_at);
    return {
      kind: 'search',
      id: event.id,
      userId: event.user_id,
      orgId: event.org_id,
      createdAtMs,
      versionMs: optionalInstantMs(event.updated_at) ?? createdAtMs,
    };
  },
  times: ({ createdAtMs, versionMs }) => [
    ['/created_at', createdAtMs],
    ['/updated_at', versionMs],
  ],
};
