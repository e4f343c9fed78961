import type { Problem } from './problems';
import { readText, readTextList } from './read-parameters';

/** What narrows sessions besides organizations; null lets everything pass. */
export interface SessionFilters {
  readonly playbookId: string | null;
  readonly userIds: readonly string[] | null;
}

export const NO_FILTERS: SessionFilters = { playbookId: null, userIds: null };

/** `playbook_id` and `user_ids` (contract 6); undefined after a problem. */
export function readSessionFilters(query: URLSearchParams, problems: Problem[]): SessionFilters | undefined {
  const playbookId = readText(query, 'playbook_id', problems);
  const userIds = readTextList(query, 'user_ids', problems);
  return playbookId === undefined || userIds === undefined ? undefined : { playbookId, userIds };
}

/** The filters as the SQL of sessions and pull requests takes them. */
export function filterParams({ playbookId, userIds }: SessionFilters): {
  readonly any_playbook: boolean;
  readonly playbook_id: string;
  readonly all_users: boolean;
  readonly user_ids: readonly string[];
} {
  return {
    any_playbook: playbookId === null,
    playbook_id: playbookId ?? '',
    all_users: userIds === null,
    user_ids: userIds ?? [],
  };
}
