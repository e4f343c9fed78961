import { StoreError } from '../../../clickhouse/errors';
import { SettingsError } from '../settings/settings-error';

/** Why the service cannot start, in lines for the person at the console. `dataDir` is named where it is what is in the way. */
export function startFailure(error: unknown, dataDir = 'DATA_DIR'): readonly string[] {
  if (error instanceof SettingsError) return error.problems;
  if (error instanceof StoreError && error.kind === 'locked') {
    return [`Another process holds the data directory ${dataDir}.`];
  }
  if (!(error instanceof Error)) return [String(error)];
  if (isListenError(error)) {
    const place = `port ${error.port} of ${error.address}`;
    if (error.code === 'EADDRINUSE') return [`Another process listens on ${place}.`];
    if (error.code === 'EACCES') return [`This user may not listen on ${place}.`];
  }
  const cause = error.cause instanceof Error ? [`Cause: ${error.cause.message}`] : [];
  return [error.message, ...cause];
}

function isListenError(error: Error): error is Error & { code: string; port: number; address: string } {
  return 'syscall' in error && error.syscall === 'listen' && 'port' in error;
}
