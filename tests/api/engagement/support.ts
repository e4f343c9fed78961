import request from 'supertest';
import { describedAnswer } from '../../support/described-answer';
import type { QueryUnderTest } from '../../support/query-service';
import { mintToken } from '../../support/tokens';

export const BASE = '/api/v1/engagement-dashboard';
/** Those that take `start` and `end`. */
export const RANGE_NAMES = [
  'users/active-users',
  'users/new-users',
  'users/users-by-time-of-the-day-in-a-week',
] as const;
/** Those that take `start` alone. */
export const START_NAMES = ['users/chat-busier/hourly-data', 'users/chat-busier/weekly-data'] as const;
export const NAMES = [...RANGE_NAMES, ...START_NAMES] as const;

/** GETs a question with a bearer token that may do everything in a tenant; fails where the answer is not as the OpenAPI document says. */
export function get(service: QueryUnderTest, name: string, query: string, tenant = 'acme'): request.Test {
  return request(service.app)
    .get(`${BASE}/${name}?${query}`)
    .set('Authorization', `Bearer ${mintToken({ tenant })}`)
    .expect(describedAnswer);
}

/** The query string of two instants. */
export function span(start: string, end: string): string {
  return new URLSearchParams({ start, end }).toString();
}
