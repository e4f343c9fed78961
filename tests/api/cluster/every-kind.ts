import fc from 'fast-check';
import {
  anyInstantMs,
  APP_IDS,
  CLIENT_IDS,
  NOW_MS,
  ORG_IDS,
  USER_IDS,
} from '../../properties/arbitraries/pools';
import { anyAppFamilyQuestion } from '../../properties/questions/app-family';
import { anyAppUsersQuestion } from '../../properties/questions/app-users';
import { anyDevinQuestion } from '../../properties/questions/devin';
import { anyDevinCount } from '../../properties/questions/devin-counts';
import { anyEngagementQuestion, anyHoursQuestion } from '../../properties/questions/engagement';
import { anyMetricsQuestion } from '../../properties/questions/metrics';

const FAMILIES: readonly fc.Arbitrary<{ readonly path: string }>[] = [
  anyDevinQuestion,
  anyDevinCount,
  anyEngagementQuestion,
  anyHoursQuestion,
  anyAppUsersQuestion,
  ...CLIENT_IDS.map((client) => anyAppFamilyQuestion(client, APP_IDS, USER_IDS)),
  anyMetricsQuestion({
    nowMs: NOW_MS,
    anySecond: anyInstantMs.map((ms) => Math.floor(ms / 1000)),
    timezones: [undefined, 'Asia/Kathmandu', 'America/New_York'],
    orgIds: ORG_IDS,
    longestDays: 100,
  }),
];
const LISTS = ['/v1/clients', ...CLIENT_IDS.map((client) => `/v1/clients/${client}/departments`)];
/** So many of a family that every kind is among them. */
const DRAWN = 150;

/** Questions of every family by their kind: an endpoint, with thresholds that need counts or without. */
export function drawKinds(seed: number): readonly (readonly string[])[] {
  const kinds = new Map<string, string[]>();
  for (const family of FAMILIES) {
    for (const { path } of fc.sample(family, { seed, numRuns: DRAWN })) {
      const kind = kindOf(path);
      kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
    }
  }
  return [...kinds.values()];
}

/** Of each kind so many, in another round others as far as there are some. */
export function questionsOf(
  kinds: readonly (readonly string[])[],
  round: number,
  ofAKind: number,
): readonly string[] {
  const paths = kinds.flatMap((some) =>
    Array.from({ length: ofAKind }, (_, index) => some[(round * ofAKind + index) % some.length] ?? ''),
  );
  return [...LISTS, ...new Set([...paths, ...paths.flatMap(ofOneOrganization)])];
}

/** The counts, of which only those of the whole enterprise are drawn. */
function ofOneOrganization(path: string): string[] {
  const [, metric = '', query = ''] =
    /^\/v3\/enterprise\/metrics\/(usage|sessions|searches|prs)(\?.*)$/.exec(path) ?? [];
  if (metric === '') return [];
  const places = [
    '/v3/organizations/org-a',
    ...(metric === 'usage' ? ['/v3/enterprise/organizations/org-a'] : []),
  ];
  return places.map((place) => `${place}/metrics/${metric}${query}`);
}

/** The endpoint, ids left out. */
export function endpointOf(path: string): string {
  const [place = ''] = path.split('?');
  return place
    .replaceAll(/(clients|apps)\/[0-9a-f-]{36}/g, '$1/{id}')
    .replace(/organizations\/[^/]+/, 'organizations/{id}')
    .replace(/users\/[^/]+(?=\/utilization)/, 'users/{id}');
}

function kindOf(path: string): string {
  return `${endpointOf(path)} ${/min_(?:sessions|searches)=(?:[2-9]|\d\d)/.test(path)}`;
}
