const MEBIBYTE = 1024 * 1024;

/** The caps of one request (contract 4). */
export const BODY_LIMITS = {
  /** Broken lines count, blank ones do not. */
  maxEvents: 50_000,
  maxDecodedBytes: 32 * MEBIBYTE,
  /**
   * An event of more characters than this is only parsed if it holds no more values than this: 32 MiB of brackets would
   * become more than a gibibyte of objects and hold up everybody else for seconds.
   */
  largeEventCharacters: 1 * MEBIBYTE,
  maxValuesOfLargeEvent: 500_000,
} as const;
