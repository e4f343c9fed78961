/** Events as a producer writes them (contract 4). The model starts from these and from nothing the product computed. */
export interface SentSession {
  readonly type: 'session';
  readonly id: string;
  readonly user_id: string;
  readonly org_id: string;
  readonly created_at: string;
  readonly updated_at?: string;
  readonly ended_at?: string;
  readonly origin?: string;
  readonly size?: string;
  readonly category?: string;
  readonly subcategory_id?: string;
  readonly subcategory_name?: string;
  readonly playbook_id?: string;
  readonly from_search?: boolean;
  readonly acus?: number;
  readonly pull_requests?: readonly SentPullRequest[];
}

export interface SentPullRequest {
  readonly id: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly created_at?: string;
  readonly taken_over?: boolean;
}

export interface SentSearch {
  readonly type: 'search';
  readonly id: string;
  readonly user_id: string;
  readonly org_id: string;
  readonly created_at: string;
  readonly updated_at?: string;
}

interface SentUsage {
  readonly type: 'app_usage';
  readonly id: string;
  readonly user_id: string;
  readonly client_id: string;
  readonly app_id: string;
  readonly platform: 'desktop' | 'web';
  readonly updated_at?: string;
  readonly session_count?: number;
}

export interface SentInterval extends SentUsage {
  readonly started_at: string;
  readonly ended_at: string;
  readonly active_ms?: number;
}

export interface SentDayReport extends SentUsage {
  readonly activity_date: string;
  readonly active_ms: number;
  readonly last_active_at?: string;
}

export type SentEvent = SentSession | SentSearch | SentInterval | SentDayReport;

export function isDayReport(event: SentInterval | SentDayReport): event is SentDayReport {
  return 'activity_date' in event;
}
