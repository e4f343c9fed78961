import type { SentSearch, SentSession } from '../../model/sent-event';

/** Events of tests of the counts; what a test does not name has a default. */

export function session(id: string, created_at: string, more: Partial<SentSession> = {}): SentSession {
  return { type: 'session', id, user_id: 'ann', org_id: 'org-a', created_at, ...more };
}

export function search(id: string, created_at: string, more: Partial<SentSearch> = {}): SentSearch {
  return { type: 'search', id, user_id: 'ann', org_id: 'org-a', created_at, ...more };
}
