/** The write side's numbers, with their units in their names. */

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

/**
 * When the requests that wait are committed together. A group stays far below one engine block (1,048,449 rows), and large
 * enough that the cost of a commit spreads over many requests.
 */
export const GROUP_POLICY = {
  maxGroupRows: 100_000,
  maxGroupBytes: 32 * MEBIBYTE,
  /**
   * A request of so few rows waits for a commit of not many more, whatever another tenant sends: while somebody sent such a one within
   * these milliseconds, groups that hold another's rows end at so many.
   */
  lightRequestRows: 500,
  lightRequestMs: 5_000,
  maxGroupRowsBesideLight: 2_000,
  /** How long a request waits for company when nothing is being committed. */
  lingerMs: 2,
  /** Commits of fewer rows cost what their tables cost, whatever they hold: these wait for the callers of the last one to come back. */
  gatherBelowRows: 4_096,
  /** Until none has come for a moment, and for no longer than the last commit took. */
  gatherPauseMs: 8,
  maxGatherMs: 100,
  maxWaitingRows: 400_000,
  maxWaitingBytes: 192 * MEBIBYTE,
  /** After this long the caller is told to try again, whatever becomes of the commit. */
  answerDeadlineMs: 20_000,
} as const;
export type GroupPolicy = { readonly [Name in keyof typeof GROUP_POLICY]: number };

/** How a commit that the store did not take is tried again. */
export const RETRY_POLICY = {
  firstBackoffMs: 50,
  maxBackoffMs: 5_000,
  /** An error that says nothing about its cause is tried this often before the commit counts as refused. */
  maxUnexplainedAttempts: 5,
  /** From this attempt on inserts are cut smaller each time, since a large one may be what does not fit. */
  wholeAttempts: 3,
  firstCutRows: 32_768,
  minCutRows: 1_000,
} as const;
export type RetryPolicy = { readonly [Name in keyof typeof RETRY_POLICY]: number };

export const JOURNAL_POLICY = {
  /** Emptied when everything in it is stored and it is larger than this, or the service is idle. */
  maxFileBytes: 16 * MEBIBYTE,
} as const;

export const UPKEEP_POLICY = {
  /** How often the write path looks after itself: an unwritable journal, poison commits, an idle journal. */
  intervalMs: 1_000,
  poisonRetryMs: 5_000,
  /** With this many commits aside the store refuses everything, so new events are refused before they are taken. */
  maxPoisonCommits: 100,
  /** A stop waits this long for what is queued; what remains stays in the journal. */
  stopDeadlineMs: 15_000,
} as const;

export const USER_NUMBERS_POLICY = {
  /** Users whose numbers are kept in memory, at least; at most twice as many, of about 120 bytes each. */
  maxRecent: 200_000,
} as const;

/** One tenant may take this part of what is bounded for all. */
export const MAX_TENANT_SHARE = 0.75;

/** How much of request bodies is held in memory at once. */
export const ADMISSION_POLICY = {
  maxHeldBytes: 384 * MEBIBYTE,
  /** What a compressed body is taken to become until it is unpacked. */
  assumedInflation: 12,
  /** What a body of unannounced length is taken to be until it is read. */
  unannouncedBytes: 256 * KIBIBYTE,
} as const;

export const RETRY_AFTER_SECONDS = 1;
