import type { StoredEvent } from '../../support/stored-facts';

const tenant = 'edges';

/** Worked out by hand; New York turns its clocks on Sunday 10 March 2024, which has 23 hours there. */
export const EDGE_SESSIONS: readonly StoredEvent[] = [
  // The last millisecond of Saturday in New York, the first one of Monday: not there on Sunday.
  { tenant, org: 'org-n', user: 'dee', at: '2024-03-10T04:59:59.999Z' },
  { tenant, org: 'org-n', user: 'dee', at: '2024-03-11T04:00:00.000Z' },
  // Sunday's last second.
  { tenant, org: 'org-n', user: 'eve', at: '2024-03-11T03:59:59.000Z' },
  { tenant, org: 'org-f', user: 'fay', at: '2024-01-31T23:59:59.999Z' },
  { tenant, org: 'org-f', user: 'fay', at: '2024-04-01T00:00:00.000Z' },
  { tenant, org: 'org-x', user: 'gus', at: '2024-01-05T12:00:00.000Z' },
  { tenant, org: 'org-y', user: 'gus', at: '2024-02-10T12:00:00.000Z' },
];
export const EDGE_SEARCHES: readonly StoredEvent[] = [
  // Sunday's first millisecond.
  { tenant, org: 'org-n', user: 'eve', at: '2024-03-10T05:00:00.000Z' },
  { tenant, org: 'org-f', user: 'fay', at: '2024-02-29T23:59:59.000Z' },
];

/** Active, new, returning, resurrected and dormant users. */
export type LifecycleCounts = readonly [number, number, number, number, number];

export const LIFECYCLES: readonly (readonly [string, string, string, readonly LifecycleCounts[]])[] = [
  [
    'New York, by day: dormant on the first day after, and on no later one; back after a day is resurrected',
    'org_ids=org-n&bucket=day&timezone=America/New_York',
    '2024-03-09T05:00:00Z 2024-03-13T04:00:00Z',
    [
      [1, 1, 0, 0, 0],
      [1, 1, 0, 0, 1],
      [1, 0, 0, 1, 1],
      [0, 0, 0, 0, 1],
    ],
  ],
  [
    'the same in UTC: nobody leaves between two days',
    'org_ids=org-n&bucket=day',
    '2024-03-09T00:00:00Z 2024-03-13T00:00:00Z',
    [
      [0, 0, 0, 0, 0],
      [2, 2, 0, 0, 0],
      [2, 0, 2, 0, 0],
      [0, 0, 0, 0, 2],
    ],
  ],
  [
    'New York, by week',
    'org_ids=org-n&bucket=week&timezone=America/New_York',
    '2024-03-09T05:00:00Z 2024-03-25T04:00:00Z',
    [
      [2, 2, 0, 0, 0],
      [1, 0, 1, 0, 1],
      [0, 0, 0, 0, 1],
    ],
  ],
  [
    'by month, from a range that begins when everybody was there before',
    'org_ids=org-n&bucket=month',
    '2024-04-15T00:00:00Z 2024-06-01T00:00:00Z',
    [
      [0, 0, 0, 0, 2],
      [0, 0, 0, 0, 0],
    ],
  ],
  [
    'too little to count is no activity, but the first one all the same',
    'org_ids=org-n&bucket=day&timezone=America/New_York&min_sessions=1&min_searches=2',
    '2024-03-09T05:00:00Z 2024-03-13T04:00:00Z',
    [
      [1, 1, 0, 0, 0],
      [1, 1, 0, 0, 1],
      [1, 0, 0, 1, 1],
      [0, 0, 0, 0, 1],
    ],
  ],
  [
    'new in an organization is who was never there, wherever else they were',
    'org_ids=org-y&bucket=month',
    '2024-01-01T00:00:00Z 2024-03-01T00:00:00Z',
    [
      [0, 0, 0, 0, 0],
      [1, 1, 0, 0, 0],
    ],
  ],
  [
    'in several together one history',
    'org_ids=org-x,org-y&bucket=month',
    '2024-01-01T00:00:00Z 2024-03-01T00:00:00Z',
    [
      [1, 1, 0, 0, 0],
      [1, 0, 1, 0, 0],
    ],
  ],
];

/** The users of each period of the cohorts that have a member. */
export const TRIANGLES: readonly (readonly [string, string, string, readonly (readonly number[])[]])[] = [
  ['by month, on', 'bucket=month', '2024-01-01 2024-05-01', [[1, 1, 0, 1]]],
  ['by month, on or after', 'bucket=month&mode=on_or_after', '2024-01-01 2024-05-01', [[1, 1, 1, 1]]],
  ['in Kolkata a month later', 'bucket=month&timezone=Asia/Kolkata', '2024-01-01 2024-05-01', [[1, 1, 1, 0]]],
  [
    'after the end of the range nobody is looked for',
    'bucket=month&mode=on_or_after',
    '2024-01-01 2024-04-01',
    [[1, 1, 0]],
  ],
  ['who began before the range is in no cohort', 'bucket=month', '2024-02-01 2024-05-01', []],
  ['a search alone is too little', 'bucket=month&min_searches=2', '2024-01-01 2024-05-01', [[1, 0, 0, 1]]],
  [
    'too little to count, until later',
    'bucket=month&min_searches=2&mode=on_or_after',
    '2024-01-01 2024-05-01',
    [[1, 1, 1, 1]],
  ],
  ['by week', 'bucket=week', '2024-01-29 2024-02-12', [[1, 0]]],
  [
    'by day, up to the leap day',
    'bucket=day',
    '2024-01-31 2024-03-01',
    [[1, ...Array<number>(28).fill(0), 1]],
  ],
  [
    'by day, on or after',
    'bucket=day&mode=on_or_after',
    '2024-01-31 2024-03-02',
    [[...Array<number>(30).fill(1), 0]],
  ],
];
