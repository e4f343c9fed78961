/** Made from the JSON Schema of the same name by `npm run generate`; do not edit. */

/**
 * An app that a client's users use. null for an optional field is the same as leaving it out.
 */
export interface AppBody {
  /**
   * What the app is called.
   */
  canonical_name: string;
  /**
   * What kind of app it is.
   */
  type?: string | null;
  /**
   * Address of its logo.
   */
  logo?: string | null;
  /**
   * The colour to draw it in.
   */
  display_colour?: string | null;
  /**
   * Whether the client approves of it.
   */
  is_approved?: boolean | null;
  /**
   * Whether the client marked it.
   */
  is_favorite?: boolean | null;
}
