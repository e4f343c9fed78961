/** Made from the JSON Schema of the same name by `npm run generate`; do not edit. */

/**
 * A user of a client's apps. null for an optional field is the same as leaving it out.
 */
export interface UserBody {
  /**
   * The name to show.
   */
  username: string;
  /**
   * The client's own key for the user, such as an e-mail address.
   */
  user_key: string;
  /**
   * The departments the user belongs to; they need not be registered. UUIDs in either case, kept in lower case.
   */
  department_ids?: string[] | null;
}
