/** How the store is compared with itself all the time. */
export const AUDIT_POLICY = {
  /** Between two looks at what was written lately. */
  lookMs: 5_000,
  /** Between two comparisons of the rotation, at least. */
  rotationPauseMs: 3_000,
  /** The part of one thread that comparing takes, in the long run. */
  share: 0.15,
  /** The same of the first round after a start: nobody knows what became of the store while it was at rest. */
  firstPauseMs: 0,
  firstShare: 0.5,
  /** Differing rows that are kept in mind, of each comparison. */
  maxRows: 500,
} as const;
export type AuditPolicy = { readonly [Name in keyof typeof AUDIT_POLICY]: number };
