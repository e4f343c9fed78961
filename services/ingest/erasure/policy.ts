export const ERASURE_POLICY = {
  /** How often the disk is looked at until what was erased is off it. */
  diskPollMs: 1_000,
  /** After a failure, such as a store that is away. */
  retryMs: 10_000,
} as const;
