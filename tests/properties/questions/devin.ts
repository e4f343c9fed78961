import fc from 'fast-check';
import { activeUsers, activeUsersSeries } from '../../model/devin/active-users';
import type { ActiveUsersQuestion } from '../../model/devin/active-users';
import { queryText } from '../../support/api';
import { anyInstantMs, ORG_IDS } from '../arbitraries/pools';
import type { Question } from './question';

const UNITS = { dau: 'day', wau: 'week', mau: 'month' } as const;

const anyThreshold = fc.option(fc.nat(3), { nil: undefined });
const anySeconds = anyInstantMs.map((ms) => Math.floor(ms / 1000));

/** A range of at least a second, never longer than a hundred days so that answers stay small. */
export const anyRange = fc.tuple(anySeconds, anySeconds).map(([one, other]) => {
  const time_after = Math.min(one, other);
  return {
    time_after,
    time_before: Math.min(Math.max(one, other, time_after + 1), time_after + 100 * 86_400),
  };
});

const anyActiveUsers = fc.record({
  range: anyRange,
  min_sessions: anyThreshold,
  min_searches: anyThreshold,
  orgs: fc.option(
    fc.uniqueArray(fc.constantFrom(...ORG_IDS, 'org-unknown'), { minLength: 1, maxLength: 3 }),
    {
      nil: undefined,
    },
  ),
  comma: fc.boolean(),
  metric: fc.constantFrom('dau' as const, 'wau' as const, 'mau' as const, 'active-users' as const),
});

/** A question of `dau`, `wau`, `mau` or `active-users`, at enterprise or (one organization) organization scope. */
export const anyDevinQuestion: fc.Arbitrary<Question> = fc
  .tuple(anyActiveUsers, fc.boolean())
  .map(([{ range, min_sessions, min_searches, orgs, comma, metric }, atOrganization]) => {
    const thresholds = {
      ...(min_sessions !== undefined && { min_sessions }),
      ...(min_searches !== undefined && { min_searches }),
    };
    const question: ActiveUsersQuestion = {
      ...range,
      ...thresholds,
      ...(orgs !== undefined && { org_ids: atOrganization ? orgs.slice(0, 1) : orgs }),
    };
    const [org] = orgs ?? [];
    const scope = atOrganization && org !== undefined ? `organizations/${org}` : 'enterprise';
    const org_ids = scope === 'enterprise' ? (comma ? orgs?.join(',') : orgs) : undefined;
    const path = `/v3/${scope}/metrics/${metric}${queryText({ ...range, ...thresholds, org_ids })}`;
    return {
      path,
      expected: (facts) =>
        metric === 'active-users'
          ? activeUsers(facts, question)
          : activeUsersSeries(facts, UNITS[metric], question),
    };
  });
