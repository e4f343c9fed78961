/** What the store may use. Every number here is policy; the defaults fit a machine of two cores and 4 GB. */
export interface StoreLimits {
  /** Reads that run at once in the embedded engine. */
  readonly readers: number;
  /** Inserts that run at once in the embedded engine: two take a third off a commit to several tables, a third none. */
  readonly writers: number;
  /** Reads that may wait for a reader before `busy` is answered. */
  readonly maxWaitingReads: number;
  /** How long a read may wait for its turn before `busy` is answered. */
  readonly maxReadWaitMs: number;
  readonly queryTimeoutMs: number;
  readonly queryMemoryBytes: number;
  readonly maxResultRows: number;
  /** Exports that run at once in the embedded engine, on sessions of their own: reads never wait for them. */
  readonly exporters: number;
  /** Exports that may wait for a session before `busy` is answered. */
  readonly maxWaitingExports: number;
  /** A whole export, its caller's reading included. */
  readonly exportTimeoutMs: number;
  /** An export whose caller takes nothing for so long is ended. */
  readonly exportStallMs: number;
  readonly maxExportRows: number;
  /** The embedded engine as a whole: queries, inserts, merges and caches. */
  readonly engineMemoryBytes: number;
  /** Answers that are kept until something is written, of the embedded engine alone. */
  readonly answerCacheBytes: number;
  /** Values by bucket of days, likewise. */
  readonly keptBucketBytes: number;
  /** Inserts and statements that change something, against a server. */
  readonly writeTimeoutMs: number;
  /** Connections to a server, for reads and again for writes. */
  readonly serverConnections: number;
}

const MEBIBYTE = 1024 * 1024;

export const DEFAULT_LIMITS: StoreLimits = {
  readers: 4,
  writers: 2,
  maxWaitingReads: 256,
  maxReadWaitMs: 5_000,
  queryTimeoutMs: 30_000,
  queryMemoryBytes: 768 * MEBIBYTE,
  maxResultRows: 1_000_000,
  exporters: 2,
  maxWaitingExports: 8,
  exportTimeoutMs: 3_600_000,
  exportStallMs: 60_000,
  maxExportRows: 100_000_000,
  engineMemoryBytes: 1536 * MEBIBYTE,
  answerCacheBytes: 64 * MEBIBYTE,
  keptBucketBytes: 96 * MEBIBYTE,
  writeTimeoutMs: 300_000,
  serverConnections: 16,
};

/**
 * Threads that Node's pool must have (UV_THREADPOOL_SIZE, set before its first use) so that no session of the embedded engine
 * waits for another's thread, a kill least of all; some are left for files and names.
 */
export function requiredThreads(limits: StoreLimits): number {
  const maintenanceControlAndAudit = 3;
  const spare = 4;
  return limits.readers + limits.writers + limits.exporters + maintenanceControlAndAudit + spare;
}

export type EngineSettings = Readonly<Record<string, string | number>>;

/** Texts become times in the same way everywhere: with an offset or without (UTC). */
export const TIME_SETTINGS: EngineSettings = { cast_string_to_date_time_mode: 'best_effort' };

/** How every read is limited and how its answer is written, on both engines. */
export function readSettings(limits: StoreLimits): EngineSettings {
  return {
    max_execution_time: limits.queryTimeoutMs / 1000,
    timeout_overflow_mode: 'throw',
    max_memory_usage: limits.queryMemoryBytes,
    // A large question goes on on disk before it would fail.
    max_bytes_before_external_group_by: Math.floor(limits.queryMemoryBytes / 3),
    max_bytes_ratio_before_external_group_by: 0,
    max_bytes_before_external_sort: Math.floor(limits.queryMemoryBytes / 3),
    max_bytes_ratio_before_external_sort: 0,
    max_result_rows: limits.maxResultRows,
    result_overflow_mode: 'throw',
    output_format_json_quote_64bit_integers: 1,
    output_format_json_quote_denormals: 0,
    date_time_output_format: 'simple',
    join_use_nulls: 0,
    // FINAL joins only the rows that conditions on the sorting key let through, which all versions of a row share. Measured: a
    // fifth of the time for one day of sessions, half for a month.
    optimize_move_to_prewhere_if_final: 1,
    ...TIME_SETTINGS,
  };
}

/** Rows that a streamed answer is computed and handed on in: each block passes through the event loop at once. */
const EXPORT_BLOCK_ROWS = 8_192;

/**
 * How an export is limited: more rows and time than a read, less memory and one thread, so that reads beside it stay fast.
 * Joins and sorts go on on disk early. Measured: 10 million users of an app in 512 MiB, which hash joins do not fit into.
 */
export function exportSettings(limits: StoreLimits): EngineSettings {
  const memoryBytes = Math.floor((limits.queryMemoryBytes * 2) / 3);
  return {
    ...readSettings({
      ...limits,
      queryTimeoutMs: limits.exportTimeoutMs,
      queryMemoryBytes: memoryBytes,
      maxResultRows: limits.maxExportRows,
    }),
    max_bytes_before_external_group_by: Math.floor(memoryBytes / 4),
    max_bytes_before_external_sort: Math.floor(memoryBytes / 5),
    join_algorithm: 'full_sorting_merge,hash',
    max_threads: 1,
    max_block_size: EXPORT_BLOCK_ROWS,
  };
}

/** How the store is compared with itself: beside everything else, so on one thread and in a third of a read's memory, then on disk. */
export function auditSettings(limits: StoreLimits): EngineSettings {
  const memoryBytes = Math.floor(limits.queryMemoryBytes / 3);
  return {
    ...readSettings({ ...limits, queryTimeoutMs: limits.exportTimeoutMs, queryMemoryBytes: memoryBytes }),
    max_bytes_before_external_group_by: Math.floor(memoryBytes / 3),
    max_threads: 1,
    max_query_size: MAX_QUERY_BYTES,
    use_uncompressed_cache: 0,
  };
}

/** A statement's text with its values written in: long lists of keys are long texts. */
export const MAX_QUERY_BYTES = 64 * MEBIBYTE;

/**
 * How every insert is taken, on both engines: at once, strictly, and never dropped as a duplicate. Adding the same rows
 * again is harmless in this schema, while an engine that drops a block that it only half stored is not.
 */
export const INSERT_SETTINGS: EngineSettings = {
  async_insert: 0,
  insert_deduplicate: 0,
  deduplicate_insert: 'disable',
  deduplicate_blocks_in_dependent_materialized_views: 0,
  materialized_views_ignore_errors: 0,
  // Each view writes and syncs a part of its own: side by side they wait for the disk once. Measured: half the time of a commit.
  parallel_view_processing: 1,
  input_format_skip_unknown_fields: 0,
  input_format_null_as_default: 0,
  input_format_allow_errors_num: 0,
  date_time_input_format: 'best_effort',
};

/** Settings that a server which is not of the newest does without. */
export const NEWER_SETTINGS: readonly string[] = ['cast_string_to_date_time_mode', 'deduplicate_insert'];
