import request from 'supertest';
import { describedAnswer } from '../../support/described-answer';
import type { QueryUnderTest } from '../../support/query-service';
import { mintToken } from '../../support/tokens';

export const ENTERPRISE = '/v3/enterprise/metrics';

export function organization(orgId: string): string {
  return `/v3/organizations/${encodeURIComponent(orgId)}/metrics`;
}

/** GETs a path with a token that may do everything in a tenant; fails where the answer is not as the OpenAPI document says. */
export function get(service: QueryUnderTest, path: string, tenant = 'acme'): request.Test {
  return request(service.app)
    .get(path)
    .set('Authorization', `Bearer ${mintToken({ tenant })}`)
    .expect(describedAnswer);
}

export function unixSeconds(instant: string): number {
  return Date.parse(instant) / 1000;
}

/** The two bounds as a query string. */
export function between(after: string, before: string): string {
  return `time_after=${unixSeconds(after)}&time_before=${unixSeconds(before)}`;
}
