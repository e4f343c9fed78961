/** Made from the JSON Schema of the same name by `npm run generate`; do not edit. */

/**
 * A session: one piece of work that a user started. Texts hold at most 256 characters (code points) and no lone surrogates; null for an optional field is the same as leaving it out.
 */
export interface SessionEvent {
  type: 'session';
  /**
   * The producer's name for the event, 1 to 128 characters; part of its identity.
   */
  id: string;
  /**
   * Who did it: an id unique in the tenant, 1 to 128 characters; part of the identity.
   */
  user_id: string;
  /**
   * The organization, 1 to 256 characters; needs no registration; part of the identity.
   */
  org_id: string;
  /**
   * When it was created; part of the identity. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
   */
  created_at: string;
  /**
   * The version of the event: the latest one counts. Default: the event's own start. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
   */
  updated_at?: string | null;
  /**
   * When it ended, not before created_at. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
   */
  ended_at?: string | null;
  /**
   * Where it was started.
   */
  origin?:
    'webapp' | 'slack' | 'teams' | 'api' | 'linear' | 'jira' | 'automation' | 'desktop' | 'other' | null;
  /**
   * How large it was.
   */
  size?: 'xs' | 's' | 'm' | 'l' | 'xl' | null;
  /**
   * What kind of work it was. Without one it counts as uncategorized.
   */
  category?: string | null;
  /**
   * The id of the finer kind.
   */
  subcategory_id?: string | null;
  /**
   * The name of the finer kind.
   */
  subcategory_name?: string | null;
  /**
   * The playbook it followed.
   */
  playbook_id?: string | null;
  /**
   * Whether it grew out of a search.
   */
  from_search?: boolean | null;
  /**
   * What it consumed, in ACUs.
   */
  acus?: number | null;
  /**
   * The pull requests it worked on.
   */
  pull_requests?: PullRequestReport[] | null;
}
/**
 * A pull request as a session reports it.
 */
export interface PullRequestReport {
  /**
   * The pull request, one by this id in the tenant, 1 to 256 characters.
   */
  id: string;
  /**
   * Its state by now.
   */
  state: 'open' | 'merged' | 'closed';
  /**
   * When it was created. Default: when its session was. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
   */
  created_at?: string | null;
  /**
   * Whether the session took it over from somebody else.
   */
  taken_over?: boolean | null;
}
