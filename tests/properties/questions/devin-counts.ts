import fc from 'fast-check';
import { prMetrics } from '../../model/devin/pull-requests';
import type { RangeQuestion } from '../../model/devin/range';
import { sessionMetrics } from '../../model/devin/sessions';
import { sessionsByCategory } from '../../model/devin/sessions-by-category';
import { searchMetrics, usage } from '../../model/devin/usage';
import { queryText } from '../../support/api';
import { ORG_IDS, USER_IDS } from '../arbitraries/pools';
import { anyRange } from './devin';
import type { Question } from './question';

const MODELS = {
  usage,
  searches: searchMetrics,
  sessions: sessionMetrics,
  prs: prMetrics,
  'sessions-by-category': sessionsByCategory,
} as const;

const optional = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 1 });

const anyCount = fc.record({
  metric: fc.constantFrom(...(Object.keys(MODELS) as (keyof typeof MODELS)[])),
  range: anyRange,
  orgs: optional(fc.uniqueArray(fc.constantFrom(...ORG_IDS, 'org-unknown'), { minLength: 1, maxLength: 2 })),
  playbook_id: optional(fc.constantFrom('pb-1', 'pb-2', 'pb-unknown')),
  user_ids: optional(fc.uniqueArray(fc.constantFrom(...USER_IDS), { minLength: 1, maxLength: 4 })),
  scope: fc.constantFrom('enterprise' as const, 'organization' as const, 'below enterprise' as const),
});

/** A question of `usage`, `searches`, `sessions`, `prs` or `sessions-by-category`, at the scopes where each is offered. */
export const anyDevinCount: fc.Arbitrary<Question> = anyCount.map(
  ({ metric, range, orgs, playbook_id, user_ids, scope }) => {
    const [org] = orgs ?? [];
    const place =
      org === undefined || metric === 'sessions-by-category' ? 'enterprise' : placeOf(metric, scope);
    const narrows = metric === 'sessions' || metric === 'prs';
    const filters = {
      ...(narrows && playbook_id !== undefined && { playbook_id }),
      ...(narrows && user_ids !== undefined && { user_ids }),
    };
    const takesOrgs = place === 'enterprise' && metric !== 'usage';
    const org_ids = takesOrgs ? orgs : place === 'enterprise' ? undefined : orgs?.slice(0, 1);
    const question: RangeQuestion = { ...range, ...filters, ...(org_ids && { org_ids }) };
    const path = {
      enterprise: '/v3/enterprise/metrics',
      organization: `/v3/organizations/${org ?? ''}/metrics`,
      'below enterprise': `/v3/enterprise/organizations/${org ?? ''}/metrics`,
    }[place];
    const query = queryText({ ...range, ...filters, org_ids: takesOrgs ? orgs?.join(',') : undefined });
    return { path: `${path}/${metric}${query}`, expected: (facts) => MODELS[metric](facts, question) };
  },
);

type Scope = 'enterprise' | 'organization' | 'below enterprise';

/** Only `usage` is offered below the enterprise, too. */
function placeOf(metric: keyof typeof MODELS, scope: Scope): Scope {
  return scope === 'below enterprise' && metric !== 'usage' ? 'organization' : scope;
}
