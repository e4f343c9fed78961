import { componentSchemas } from './component-schemas';
import type { Sources } from './description';
import { SECURITY_SCHEMES } from './family-rules';
import type { OpenApiDocument, OperationObject } from './openapi-document';
import { operationObject } from './operation-object';
import { RESPONSE_HEADERS } from './response-objects';

/** The OpenAPI 3.1 document of the whole product (contract 9). Throws where the sources contradict each other. */
export function buildDocument(sources: Sources): OpenApiDocument {
  const paths: Record<string, Record<string, OperationObject>> = {};
  for (const { family, tag, operations } of sources.groups) {
    for (const operation of operations) {
      const item = (paths[operation.path] ??= {});
      if (item[operation.method]) throw new Error(`two operations for ${operation.method} ${operation.path}`);
      item[operation.method] = operationObject(family, tag, operation, sources.parameters);
    }
  }
  return {
    openapi: '3.1.0',
    info: sources.info,
    servers: [{ url: '/' }],
    security: [{ bearerAuth: [] }],
    tags: [...new Set(sources.groups.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: componentSchemas(sources),
      headers: RESPONSE_HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
