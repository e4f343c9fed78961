import { join } from 'node:path';
import { isHeldByAnotherProcess } from '../../clickhouse/embedded/directory-lock';
import type { Settings } from '../../services/platform/settings/settings';
import { signLocalToken } from '../import/local-token';

/** A running service, and a token that may operate it. */
export interface OperatedService {
  readonly url: string;
  readonly token: string;
}

const TOKEN_LIFETIME_SECONDS = 24 * 60 * 60;

/** Where the service of these settings listens. */
export function localUrl({ host, port }: Settings): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** Does a process hold the embedded store of these settings, so that it has to be asked over HTTP? */
export function isServing({ server, dataDir }: Settings): boolean {
  return server === undefined && isHeldByAnotherProcess(join(dataDir, 'engine'));
}

/** How to reach the service; what the command line leaves open comes from the settings. Throws NoSigningSecret. */
export async function operatedService(
  settings: Settings,
  given: {
    readonly url?: string | undefined;
    readonly token?: string | undefined;
    /** Default: none in particular, for what concerns all of them. */
    readonly tenant?: string;
  },
): Promise<OperatedService> {
  const claims = {
    tenant: given.tenant ?? 'operator',
    subject: 'operator',
    permissions: ['operate'] as const,
  };
  return {
    url: given.url ?? localUrl(settings),
    token: given.token ?? (await signLocalToken(settings, claims, TOKEN_LIFETIME_SECONDS, new Date())),
  };
}
