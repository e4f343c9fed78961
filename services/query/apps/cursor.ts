import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { invalidCursor } from './errors';

/** Where a page ends: the last row's place in the order. */
export interface Position {
  /** The sort key as the question orders it (descending orders carry it negated); null sorts last. */
  readonly number: string | null;
  /** The lower-cased name that breaks ties, and the key itself where the list is sorted by name. */
  readonly name: string;
  readonly id: string;
}

interface Content extends Position {
  readonly version: number;
  readonly query: string;
}

const VERSION = 1;
const SIGNATURE_BYTES = 16;

/**
 * Writes and reads the cursors of one query. `boundTo` is everything that must stay the same from page to page; the caller
 * leaves out what may change (granularity and page_size, contract 8).
 */
export class QueryCursors {
  readonly #key: string;
  readonly #query: string;

  constructor(key: string, boundTo: unknown) {
    this.#key = key;
    this.#query = createHash('sha256').update(JSON.stringify(boundTo)).digest('base64url').slice(0, 22);
  }

  /** An opaque cursor for what comes after this position: base64url of a signature and the signed JSON. */
  seal(position: Position): string {
    const content: Content = { version: VERSION, query: this.#query, ...position };
    const payload = Buffer.from(JSON.stringify(content));
    return Buffer.concat([this.#signatureOf(payload), payload]).toString('base64url');
  }

  /** The position in a cursor of this very query, null without one; throws 400 `invalid_cursor` for everything else. */
  open(cursor: string | undefined): Position | null {
    if (cursor === undefined) return null;
    const bytes = Buffer.from(cursor, 'base64url');
    const signature = bytes.subarray(0, SIGNATURE_BYTES);
    const payload = bytes.subarray(SIGNATURE_BYTES);
    // Decoding passes over what is no base64url: only the one spelling that we issue is ours.
    const issued =
      bytes.toString('base64url') === cursor &&
      signature.length === SIGNATURE_BYTES &&
      timingSafeEqual(signature, this.#signatureOf(payload));
    if (!issued) throw invalidCursor(cursor, 'cursor is not valid; start again without cursor');
    const { version, query, ...position } = JSON.parse(payload.toString()) as Content;
    if (version !== VERSION || query !== this.#query) {
      throw invalidCursor(cursor, 'cursor does not match this query; start again without cursor');
    }
    return position;
  }

  #signatureOf(payload: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(payload).digest().subarray(0, SIGNATURE_BYTES);
  }
}
