import { appsError, Refused, type SentValue } from '../errors';

/**
 * Reads a request's query parameters and gathers what is wrong with them. Parameters are read in the order of the
 * endpoint's parameter table, since the answer's message is about the first offending one while its `details` hold every
 * one with the value as sent (contract 8). What a read returns after a refusal is never used: `settle` ends the request.
 */
export class QueryReader {
  readonly #query: URLSearchParams;
  readonly #details: Record<string, SentValue> = {};
  #message: string | undefined;
  /** Was a parameter given by a deprecated name? Then the answer says so in a header. */
  usedDeprecatedName = false;

  constructor(query: URLSearchParams) {
    this.#query = query;
  }

  has(name: string): boolean {
    return this.#query.has(name);
  }

  /** The parameter's value; undefined where it is absent, or refused because it was given more than once. */
  one(name: string): string | undefined {
    const [value, ...more] = this.#query.getAll(name);
    if (more.length === 0) return value;
    this.refuse(`${name} must be given only once`, name);
    return undefined;
  }

  /** Refuses the absent. */
  require(name: string): void {
    if (!this.has(name)) this.refuse(`${name} is required`, name);
  }

  /** One of the given words, exactly; undefined where absent or refused. */
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.one(name);
    if (value === undefined) return undefined;
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) this.refuse(`Unknown ${name}: ${value}. Valid values: ${words.join(', ')}`, name);
    return word;
  }

  /** Notes that the named parameters are wrong together. */
  refuse(message: string, ...names: readonly string[]): void {
    this.#message ??= message;
    for (const name of names) this.#details[name] = this.#sent(name);
  }

  /** Ends the request with 400 if anything was refused. */
  settle(): void {
    if (this.#message === undefined) return;
    throw new Refused(appsError(400, 'invalid_parameter', this.#message, this.#details));
  }

  #sent(name: string): SentValue {
    const values = this.#query.getAll(name);
    return values.length > 1 ? values : (values[0] ?? null);
  }
}
