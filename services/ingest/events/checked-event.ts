/** An event that passed every check that needs no store: names as in the code, times as Unix milliseconds. */
export type CheckedEvent = CheckedSession | CheckedSearch | CheckedInterval | CheckedDayReport;

interface Common {
  readonly id: string;
  readonly userId: string;
  /** The version: `updated_at`, else the event's own start (a day's report: midnight UTC of its date). */
  readonly versionMs: number;
}

export interface PullRequest {
  readonly id: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly createdAtMs: number | null;
  readonly takenOver: boolean;
}

export interface CheckedSession extends Common {
  readonly kind: 'session';
  readonly orgId: string;
  readonly createdAtMs: number;
  readonly endedAtMs: number | null;
  readonly origin: string | null;
  readonly size: string | null;
  readonly category: string | null;
  readonly subcategoryId: string | null;
  readonly subcategoryName: string | null;
  readonly playbookId: string | null;
  readonly fromSearch: boolean;
  readonly acus: number | null;
  readonly pullRequests: readonly PullRequest[];
}

export interface CheckedSearch extends Common {
  readonly kind: 'search';
  readonly orgId: string;
  readonly createdAtMs: number;
}

interface AppUsage extends Common {
  /** Lower case. */
  readonly clientId: string;
  /** Lower case. */
  readonly appId: string;
  readonly platform: 'desktop' | 'web';
  readonly activeMs: number;
  readonly sessionCount: number;
}

export interface CheckedInterval extends AppUsage {
  readonly kind: 'interval';
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

export interface CheckedDayReport extends AppUsage {
  readonly kind: 'day-report';
  /** The client's local date, YYYY-MM-DD. */
  readonly activityDate: string;
  readonly lastActiveAtMs: number | null;
}
