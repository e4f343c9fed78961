import fc from 'fast-check';
import { engagementActiveUsers } from '../../model/engagement/active-users';
import type { EngagementRange } from '../../model/engagement/active-users';
import { chatBusierDays, chatBusierHours } from '../../model/engagement/chat-busier';
import { newUsers } from '../../model/engagement/new-users';
import { timeOfDay } from '../../model/engagement/time-of-day';
import type { Facts } from '../../model/facts';
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

const HOUR_MODELS = {
  'users-by-time-of-the-day-in-a-week': (facts: Facts, range: EngagementRange) => timeOfDay(facts, range),
  'chat-busier/hourly-data': (facts: Facts, { start }: EngagementRange) => chatBusierHours(facts, start),
  'chat-busier/weekly-data': (facts: Facts, { start }: EngagementRange) => chatBusierDays(facts, start),
} as const;

/** The questions about hours and the busier week; the last two take `start` alone, which is their window's end. */
export const anyHoursQuestion: fc.Arbitrary<Question> = fc
  .record({
    one: anyInstantMs,
    other: anyInstantMs,
    name: fc.constantFrom(...(Object.keys(HOUR_MODELS) as (keyof typeof HOUR_MODELS)[])),
  })
  .map(({ one, other, name }) => {
    const range = {
      start: new Date(Math.min(one, other)).toISOString(),
      end: new Date(Math.max(one, other)).toISOString(),
    };
    const query = name.startsWith('chat-busier') ? { start: range.start } : range;
    return {
      path: `/api/v1/engagement-dashboard/users/${name}${queryText(query)}`,
      expected: (facts) => HOUR_MODELS[name](facts, range),
    };
  });
