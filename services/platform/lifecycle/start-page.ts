import { machineFamily } from '../http/machine-family';
import type { PublicRoute } from '../http/route';

/** `GET /` where no part has a page of its own there, as while the service starts: links to the public pages. */
export function startPage(paths: readonly string[]): PublicRoute {
  const links = paths.map((path) => `<li><a href="${path}">${path}</a></li>`).join('');
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Headcount</title></head>
<body><h1>Headcount</h1><ul>${links}</ul></body></html>
`;
  return {
    method: 'GET',
    path: '/',
    family: machineFamily,
    cacheable: true,
    handle: () =>
      Promise.resolve({
        status: 200,
        body,
        contentType: 'text/html; charset=utf-8',
      }),
  };
}
