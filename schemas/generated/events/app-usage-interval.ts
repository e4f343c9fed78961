/** Made from the JSON Schema of the same name by `npm run generate`; do not edit. */

/**
 * App usage over an interval; it falls on the local dates of the client's zone.
 */
export interface AppUsageInterval {
  type: 'app_usage';
  /**
   * The producer's name for the event, 1 to 128 characters; part of its identity.
   */
  id: string;
  /**
   * Who did it: an id unique in the tenant, 1 to 128 characters; part of the identity.
   */
  user_id: string;
  /**
   * The registered client whose usage it is; part of the identity. A UUID in either case, kept in lower case.
   */
  client_id: string;
  /**
   * The app; part of the identity. A UUID in either case, kept in lower case.
   */
  app_id: string;
  /**
   * Where it was used; part of the identity.
   */
  platform: 'desktop' | 'web';
  /**
   * When the usage began; part of the identity. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
   */
  started_at: string;
  /**
   * When it ended, 0 to 24 h after started_at; part of the identity. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
   */
  ended_at: string;
  /**
   * The version of the event: the latest one counts. Default: the event's own start. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
   */
  updated_at?: string | null;
  /**
   * Active time in milliseconds, never more than the interval. Default: the whole interval.
   */
  active_ms?: number | null;
  /**
   * How many sessions it stands for; they count on the local date of the start.
   */
  session_count?: number | null;
}
