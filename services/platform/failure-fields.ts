import { StoreError } from '../../clickhouse/errors';

/** What a log says of an error. */
export interface FailureFields {
  readonly error: string;
  readonly engine_code?: number | undefined;
  /** Where it happened, without the message that a stack begins with. */
  readonly stack?: readonly string[];
  readonly cause?: FailureFields;
}

/** The end of an engine's message is the name of its error; what stands before may hold the data it stumbled over. */
const ENGINE_ERROR = /\(([A-Z][A-Z_]{3,})\)/;

/**
 * An error as a log may hold it: no personal data. Messages of the store are made by us and of the built-in errors below by
 * the language; any other may quote the text that it is about, so its name, number and place must do.
 */
export function failureFields(error: unknown): FailureFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  const { cause } = error;
  return {
    error: [error.name, ...detailOf(error)].join(': '),
    ...(error instanceof StoreError && error.engineCode !== undefined && { engine_code: error.engineCode }),
    stack: frames.map((line) => line.trim()),
    ...(cause instanceof Error && { cause: failureFields(cause) }),
  };
}

function detailOf(error: Error & { readonly code?: unknown }): string[] {
  const isQuotable =
    error instanceof StoreError ||
    error instanceof TypeError ||
    error instanceof RangeError ||
    error instanceof ReferenceError;
  if (isQuotable) return [error.message];
  const engineError = ENGINE_ERROR.exec(error.message)?.[1];
  const code = typeof error.code === 'string' && /^\w+$/.test(error.code) ? error.code : undefined;
  return [engineError ?? code].filter((text) => text !== undefined);
}
