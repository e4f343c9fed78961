/** Made from the JSON Schema of the same name by `npm run generate`; do not edit. */

/**
 * A department of a client.
 */
export interface DepartmentBody {
  /**
   * What it is called.
   */
  name: string;
}
