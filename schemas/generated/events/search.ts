/** Made from the JSON Schema of the same name by `npm run generate`; do not edit. */

/**
 * A search that a user made.
 */
export interface SearchEvent {
  type: 'search';
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
   * When it was made; part of the identity. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
   */
  created_at: string;
  /**
   * The version of the event: the latest one counts. Default: the event's own start. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
   */
  updated_at?: string | null;
}
