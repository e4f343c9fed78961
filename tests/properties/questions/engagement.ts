import fc from 'fast-check';
import { engagementActiveUsers } from '../../model/engagement/active-users';
import { newUsers } from '../../model/engagement/new-users';
import { queryText } from '../../support/api';
import { anyInstantMs } from '../arbitraries/pools';
import type { Question } from './question';

const MODELS = { 'active-users': engagementActiveUsers, 'new-users': newUsers } as const;

/** `start` may lie after `end`. */
export const anyEngagementQuestion: fc.Arbitrary<Question> = fc
  .record({
    one: anyInstantMs,
    other: anyInstantMs,
    reversed: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
    name: fc.constantFrom('active-users' as const, 'new-users' as const),
  })
  .map(({ one, other, reversed, name }) => {
    const [early, late] = [
      new Date(Math.min(one, other)).toISOString(),
      new Date(Math.max(one, other)).toISOString(),
    ];
    const range = reversed ? { start: late, end: early } : { start: early, end: late };
    return {
      path: `/api/v1/engagement-dashboard/users/${name}${queryText(range)}`,
      expected: (facts) => MODELS[name](facts, range),
    };
  });
