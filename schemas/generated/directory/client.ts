/** Made from the JSON Schema of the same name by `npm run generate`; do not edit. */

/**
 * A client: a customer whose app usage is measured. Texts hold at most 256 characters (code points) and no lone surrogates.
 */
export interface ClientBody {
  /**
   * What the client calls itself.
   */
  name: string;
  /**
   * The IANA zone whose local dates its usage falls on, such as Europe/Berlin. No offsets.
   */
  timezone: string;
}
