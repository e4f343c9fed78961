import { isZone } from './dates';
import { COMPARISONS, DEFAULT_DAYS, rangeParams, readRange } from './range';
import type { Comparison, Range } from './range';

export const VIEWS = ['active-users', 'engagement', 'apps', 'retention', 'health'] as const;
export type View = (typeof VIEWS)[number];

/** What is on the screen. It stands in the address behind `#`, which never leaves the browser; a token never does. */
export interface Address {
  readonly view: View;
  readonly range: Range;
  readonly comparison: Comparison;
  readonly zone: string;
  readonly orgs: readonly string[];
  readonly minSessions: number;
  readonly minSearches: number;
  /** What one view alone knows, such as its sort order. */
  readonly own: Readonly<Record<string, string>>;
}

const SHARED = ['range', 'from', 'to', 'compare', 'tz', 'org', 'min_sessions', 'min_searches'];
const MAX_THRESHOLD = 1_000_000;

export function readAddress(hash: string): Address {
  const [name = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const params = new URLSearchParams(query);
  const zone = params.get('tz') ?? 'UTC';
  return {
    view: VIEWS.find((view) => view === name) ?? 'active-users',
    range: readRange(params),
    comparison: COMPARISONS.find((comparison) => comparison === params.get('compare')) ?? 'previous',
    zone: isZone(zone) ? zone : 'UTC',
    orgs: params.getAll('org').filter((org) => org !== ''),
    minSessions: threshold(params.get('min_sessions')),
    minSearches: threshold(params.get('min_searches')),
    own: Object.fromEntries([...params].filter(([key]) => !SHARED.includes(key))),
  };
}

/** The address of this state; what is as by default is left out, so that it stays short. */
export function writeAddress(address: Address): string {
  const params = new URLSearchParams();
  const { range, comparison, zone, orgs, minSessions, minSearches, own } = address;
  if (!('days' in range && range.days === DEFAULT_DAYS)) {
    for (const [key, value] of Object.entries(rangeParams(range))) params.set(key, value);
  }
  if (comparison !== 'previous') params.set('compare', comparison);
  if (zone !== 'UTC') params.set('tz', zone);
  for (const org of orgs) params.append('org', org);
  if (minSessions !== 1) params.set('min_sessions', String(minSessions));
  if (minSearches !== 1) params.set('min_searches', String(minSearches));
  for (const [key, value] of Object.entries(own)) if (value !== '') params.set(key, value);
  const query = params.toString();
  return `#/${address.view}${query === '' ? '' : `?${query}`}`;
}

function threshold(text: string | null): number {
  return text !== null && /^\d+$/.test(text) ? Math.min(Number(text), MAX_THRESHOLD) : 1;
}
