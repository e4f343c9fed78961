import { createHash } from 'node:crypto';
import { json } from '../http/answer';
import { machineFamily } from '../http/machine-family';
import type { Answer, PublicRoute } from '../http/route';
import type { OpenApiDocument } from './openapi-document';
import { REFERENCE_STYLE, referencePage } from './reference-page';

/** `GET /openapi.json`, and `GET /docs`: the same for people, one page without scripts or outside files (contract 9). */
export function referenceRoutes(document: OpenApiDocument): PublicRoute[] {
  const styleHash = createHash('sha256').update(REFERENCE_STYLE).digest('base64');
  const page: Answer = {
    status: 200,
    body: referencePage(document),
    contentType: 'text/html; charset=utf-8',
    headers: {
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  };
  const common = { method: 'GET', family: machineFamily, cacheable: true } as const;
  const documentAnswer = json(200, document);
  return [
    { ...common, path: '/openapi.json', handle: () => Promise.resolve(documentAnswer) },
    { ...common, path: '/docs', handle: () => Promise.resolve(page) },
  ];
}
