/** The events could not be taken now, or it is not known yet whether they were: the caller tries again (503). */
export class TryAgainLater extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'TryAgainLater';
  }
}

/** The store refuses these rows whatever is tried; they are kept aside for an operator (500). */
export class CommitRefused extends Error {
  constructor(options?: ErrorOptions) {
    super('The store refuses the commit; it was put aside.', options);
    this.name = 'CommitRefused';
  }
}
