/** Made from the JSON Schema of the same name by `npm run generate`; do not edit. */

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
