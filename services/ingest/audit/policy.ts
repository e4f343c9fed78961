/** How the store is compared with itself all the time. */
export const AUDIT_POLICY = {
  /** Between two looks at what was written lately. */
  lookMs: 5_000,
  /** Between two comparisons of the rotation, at least. */
  rotationPauseMs: 3_000,
  /** The part of one thread that comparing takes, in the long run. */
  share: 0.15,
  /** The first round after a start goes on without pauses: nobody knows what became of the store while it was at rest. */
  firstPauseMs: 0,
  /** The part of a thread that the first round takes while nobody reads or writes. */
  firstShare: 1,
  /** Nobody reads or writes when nothing has been read or written for so long. */
  idleAfterMs: 2_000,
  /** Differing rows that are kept in mind, of each comparison. */
  maxRows: 500,
} as const;
export type AuditPolicy = { readonly [Name in keyof typeof AUDIT_POLICY]: number };
