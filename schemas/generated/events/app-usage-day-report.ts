/** Made from the JSON Schema of the same name by `npm run generate`; do not edit. */

/**
 * App usage of one local date of the client.
 */
export interface AppUsageDayReport {
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
   * The client's local date, YYYY-MM-DD, from 1970-01-01 on, at most one day ahead of today in UTC; part of the identity.
   */
  activity_date: string;
  /**
   * Active time on that date in milliseconds, at most 25 h.
   */
  active_ms: number;
  /**
   * The version of the event: the latest one counts. Default: the event's own start. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
   */
  updated_at?: string | null;
  /**
   * How many sessions it stands for.
   */
  session_count?: number | null;
  /**
   * The latest instant of activity on that date. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
   */
  last_active_at?: string | null;
}
