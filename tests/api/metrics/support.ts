import request from 'supertest';
import { describedAnswer } from '../../support/described-answer';
import type { QueryUnderTest } from '../../support/query-service';
import { mintToken, type TestTokenClaims } from '../../support/tokens';

export const METRICS = '/v1/metrics';
export const NAMES = ['stickiness', 'rolling', 'retention', 'lifecycle', 'breakdown', 'users'] as const;

/** GETs a path with a token that may do everything unless claimed otherwise; fails where the answer is not as documented. */
export function get(
  service: Pick<QueryUnderTest, 'app'>,
  path: string,
  claims: Partial<TestTokenClaims> = {},
): request.Test {
  return request(service.app)
    .get(path)
    .set('Authorization', `Bearer ${mintToken({ tenant: 'acme', ...claims })}`)
    .expect(describedAnswer);
}

/** The bounds of a range of whole UTC days, the last one included, as a query string. */
export function days(first: string, last: string): string {
  return `time_after=${unixSeconds(first)}&time_before=${unixSeconds(last) + 86_400}`;
}

export function unixSeconds(instant: string): number {
  return Date.parse(instant) / 1000;
}
