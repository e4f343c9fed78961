/** The keys, or the list of what was taken back, cannot be had now: nobody can say whether a token is good, so the caller may try again. */
export class KeySetUnavailable extends Error {
  constructor(cause: unknown) {
    super('The keys or the list of revoked tokens cannot be read.', { cause });
    this.name = 'KeySetUnavailable';
  }
}
