import { CONNECTIONS_SHARE_OF_FILES, MAX_CONNECTIONS } from '../policy';

/**
 * How many connections are held at once, so that a flood of them leaves the engine files to open. Undefined files: no limit is
 * known.
 */
export function connectionLimit(openFiles: number | undefined): number {
  if (openFiles === undefined) return MAX_CONNECTIONS;
  return Math.max(1, Math.min(MAX_CONNECTIONS, Math.floor(openFiles * CONNECTIONS_SHARE_OF_FILES)));
}

/** The files that this process may have open, as far as the system tells. */
export function openFilesLimit(): number | undefined {
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } };
  };
  const soft = userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : undefined;
}
