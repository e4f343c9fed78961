import { join } from 'node:path';
import { projectRoot } from '../../clickhouse/project-root';
import { machineFamily } from '../platform/http/machine-family';
import type { PublicRoute } from '../platform/http/route';
import { acceptedEncoding, readAssets } from './assets';
import type { Asset } from './assets';

/** Where the build puts the page. */
const BUILT_PAGE = 'dist/dashboard';

/** A year: an asset's name changes with its content. */
const FOREVER = 'public, max-age=31536000, immutable';

/** Own files alone, nothing inline; nobody may frame the page or be told where it was. */
const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
};

/** What the dashboard adds to the service: public pages that hold no data; the page asks the API with the reader's token. */
export interface Dashboard {
  readonly routes: readonly [];
  readonly publicRoutes: readonly PublicRoute[];
}

/** The dashboard at `/` (contract 9). Rejects where the page was not built. */
export async function createDashboard(): Promise<Dashboard> {
  const assets = await readAssets(join(projectRoot(), BUILT_PAGE));
  return { routes: [], publicRoutes: assets.map(assetRoute) };
}

function assetRoute({ path, contentType, bodies }: Asset): PublicRoute {
  const headers = {
    Vary: 'Accept-Encoding',
    ...(path === '/' ? PAGE_HEADERS : { 'Cache-Control': FOREVER }),
  };
  return {
    method: 'GET',
    path,
    family: machineFamily,
    cacheable: true,
    handle: ({ headers: sent }) => {
      const accepted = sent['accept-encoding'];
      const encoding = acceptedEncoding(Array.isArray(accepted) ? accepted.join() : accepted);
      const encoded = encoding === 'identity' ? {} : { 'Content-Encoding': encoding };
      return Promise.resolve({
        status: 200,
        body: bodies[encoding],
        contentType,
        headers: { ...headers, ...encoded },
      });
    },
  };
}
