/**
 * What went wrong, for deciding what to do:
 * - `locked`: another process (or another store of this one) holds the data directory.
 * - `busy`: too much is waiting already; try again soon.
 * - `timeout`, `memory`, `rows`: the statement went over its limit.
 * - `disk`: the disk is full or refuses.
 * - `cancelled`: the caller aborted it.
 * - `unavailable`: the store cannot be reached or went away. After an insert the outcome is unknown.
 * - `denied`: the store does not accept the credentials or the right is missing.
 * - `invalid`: the statement, a value or a row does not fit.
 * - `closed`: the store was closed.
 * - `internal`: anything else.
 */
export type StoreErrorKind =
  | 'locked'
  | 'busy'
  | 'timeout'
  | 'memory'
  | 'rows'
  | 'disk'
  | 'cancelled'
  | 'unavailable'
  | 'denied'
  | 'invalid'
  | 'closed'
  | 'internal';

const MESSAGES: Readonly<Record<StoreErrorKind, string>> = {
  locked: 'The data directory is in use by another process.',
  busy: 'The store is too busy.',
  timeout: 'The store took too long.',
  memory: 'The store ran out of the memory it may use.',
  rows: 'The answer is too large.',
  disk: 'The store cannot write to its disk.',
  cancelled: 'The request was cancelled.',
  unavailable: 'The store is not available.',
  denied: 'The store refuses the credentials or the operation.',
  invalid: 'The store does not accept the statement or the data.',
  closed: 'The store is closed.',
  internal: 'The store failed.',
};

/** The only error that leaves clickhouse/. `message` holds no SQL, no data and no path; `cause` does and is for the log alone. */
export class StoreError extends Error {
  readonly kind: StoreErrorKind;
  /** ClickHouse's error number, where there is one. */
  readonly engineCode: number | undefined;

  constructor(
    kind: StoreErrorKind,
    options: { message?: string; engineCode?: number | undefined; cause?: unknown } = {},
  ) {
    super(options.message ?? MESSAGES[kind], { cause: options.cause });
    this.name = 'StoreError';
    this.kind = kind;
    this.engineCode = options.engineCode;
  }
}

/** ClickHouse's error numbers by what they mean for us. Everything else counts as `internal`. */
export const ENGINE_CODES: Readonly<Partial<Record<StoreErrorKind, Readonly<Record<number, string>>>>> = {
  timeout: { 159: 'TIMEOUT_EXCEEDED', 160: 'TOO_SLOW', 209: 'SOCKET_TIMEOUT' },
  memory: { 173: 'CANNOT_ALLOCATE_MEMORY', 241: 'MEMORY_LIMIT_EXCEEDED' },
  rows: { 158: 'TOO_MANY_ROWS', 307: 'TOO_MANY_BYTES', 396: 'TOO_MANY_ROWS_OR_BYTES' },
  disk: { 75: 'CANNOT_WRITE_TO_FILE_DESCRIPTOR', 243: 'NOT_ENOUGH_SPACE' },
  cancelled: { 394: 'QUERY_WAS_CANCELLED' },
  busy: { 202: 'TOO_MANY_SIMULTANEOUS_QUERIES', 252: 'TOO_MANY_PARTS' },
  unavailable: {
    210: 'NETWORK_ERROR',
    242: 'TABLE_IS_READ_ONLY',
    279: 'ALL_CONNECTION_TRIES_FAILED',
    285: 'TOO_FEW_LIVE_REPLICAS',
    319: 'UNKNOWN_STATUS_OF_INSERT',
    369: 'ALL_REPLICAS_ARE_STALE',
    999: 'KEEPER_EXCEPTION',
  },
  denied: { 164: 'READONLY', 497: 'ACCESS_DENIED', 516: 'AUTHENTICATION_FAILED' },
  invalid: {
    6: 'CANNOT_PARSE_TEXT',
    16: 'NO_SUCH_COLUMN_IN_TABLE',
    26: 'CANNOT_PARSE_QUOTED_STRING',
    27: 'CANNOT_PARSE_INPUT_ASSERTION_FAILED',
    38: 'CANNOT_PARSE_DATE',
    41: 'CANNOT_PARSE_DATETIME',
    43: 'ILLEGAL_TYPE_OF_ARGUMENT',
    46: 'UNKNOWN_FUNCTION',
    47: 'UNKNOWN_IDENTIFIER',
    53: 'TYPE_MISMATCH',
    60: 'UNKNOWN_TABLE',
    62: 'SYNTAX_ERROR',
    69: 'ARGUMENT_OUT_OF_BOUND',
    70: 'CANNOT_CONVERT_TYPE',
    72: 'CANNOT_PARSE_NUMBER',
    81: 'UNKNOWN_DATABASE',
    115: 'UNKNOWN_SETTING',
    117: 'INCORRECT_DATA',
    130: 'CANNOT_READ_ARRAY_FROM_TEXT',
    131: 'TOO_LARGE_STRING_SIZE',
    349: 'CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN',
    376: 'CANNOT_PARSE_UUID',
    456: 'UNKNOWN_QUERY_PARAMETER',
    467: 'CANNOT_PARSE_BOOL',
  },
};

const KIND_BY_CODE = new Map<number, StoreErrorKind>(
  Object.entries(ENGINE_CODES).flatMap(([kind, codes]) =>
    Object.keys(codes).map((code) => [Number(code), kind as StoreErrorKind] as const),
  ),
);

const NETWORK_CODES = /^(ECONN|EPIPE|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|UND_|CERT_|ERR_TLS)/;

/**
 * Turns whatever the client, the engine or the network threw into a StoreError, by number and never by text.
 * `otherwise` is the kind of an error that carries no number: over a network it means that the store went away.
 */
export function toStoreError(error: unknown, otherwise: StoreErrorKind = 'internal'): StoreError {
  if (error instanceof StoreError) return error;
  const engineCode = engineCodeOf(error);
  if (engineCode === undefined)
    return new StoreError(kindWithoutNumber(error) ?? otherwise, { cause: error });
  return new StoreError(KIND_BY_CODE.get(engineCode) ?? 'internal', { engineCode, cause: error });
}

function engineCodeOf(error: unknown): number | undefined {
  const code = field(error, 'clickhouseCode') ?? field(error, 'code');
  const number =
    typeof code === 'number' ? code : typeof code === 'string' && /^\d+$/.test(code) ? Number(code) : NaN;
  return Number.isInteger(number) ? number : undefined;
}

function kindWithoutNumber(error: unknown): StoreErrorKind | undefined {
  if (field(error, 'name') === 'AbortError') return 'cancelled';
  const code = field(error, 'code');
  if (code === 'CHDB_CLOSED') return 'closed';
  if (typeof code === 'string' && NETWORK_CODES.test(code)) return 'unavailable';
  if (error instanceof SyntaxError || error instanceof TypeError) return 'invalid';
  return undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
