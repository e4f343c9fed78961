import type { FamilyName } from './description';
import type { SecurityRequirement } from './openapi-document';

/** What all endpoints of a family that need a token have in common: credentials, and errors by status (contract 3). */
export interface FamilyRules {
  readonly security: readonly SecurityRequirement[];
  readonly errors: Readonly<Record<string, string>>;
}

const BEARER: SecurityRequirement = { bearerAuth: [] };
/** Both headers, and they must match. */
const TOKEN_PAIR: SecurityRequirement = { authToken: [], userId: [] };

export const FAMILY_RULES: Readonly<Record<FamilyName, FamilyRules>> = {
  devin: { security: [BEARER], errors: errorsNamed('DetailError') },
  metrics: { security: [BEARER], errors: errorsNamed('DetailError') },
  engagement: {
    security: [BEARER, TOKEN_PAIR],
    errors: { ...errorsNamed('EngagementError'), 401: 'EngagementUnauthorized' },
  },
  apps: { security: [BEARER], errors: errorsNamed('AppUtilizationError') },
  ingest: { security: [BEARER], errors: errorsNamed('ProblemDetails') },
  directory: { security: [BEARER], errors: errorsNamed('ProblemDetails') },
  service: { security: [BEARER], errors: errorsNamed('ProblemDetails') },
};

export const SECURITY_SCHEMES = {
  bearerAuth: { description: 'Service User credential (prefix: cog_)', scheme: 'bearer', type: 'http' },
  authToken: {
    description: 'The same token, together with X-User-Id.',
    type: 'apiKey',
    in: 'header',
    name: 'X-Auth-Token',
  },
  userId: {
    description: 'The subject of the token in X-Auth-Token.',
    type: 'apiKey',
    in: 'header',
    name: 'X-User-Id',
  },
} as const;

function errorsNamed(component: string): Record<string, string> {
  return Object.fromEntries(['401', '403', '429', '500', '503'].map((status) => [status, component]));
}
