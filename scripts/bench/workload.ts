/** Workload W: a year of one tenant. */
export interface Workload {
  readonly sessions: number;
  readonly searches: number;
  readonly reports: number;
  readonly users: number;
  readonly appUsers: number;
  readonly orgs: number;
  readonly clients: number;
  readonly appsOfClient: number;
}

export const TENANT = 'bench';
export const FIRST_DAY = '2025-01-01';
/** The organization that the questions about one organization ask about. */
export const ORG = 'org-3';
/** A client with an app that 1,000 of its users used on each of the last 56 days. */
export const WIDE_CLIENT = '00000000-0000-4000-8000-000000000000';

/** `scale` 1 is 40 M sessions and searches of 200,000 users and 20 M app reports of 50,000; a smaller one shrinks all four. */
export function workloadOf(scale: number): Workload {
  const scaled = (count: number): number => Math.max(1, Math.round(count * scale));
  return {
    sessions: scaled(24_000_000),
    searches: scaled(16_000_000),
    reports: scaled(20_000_000),
    users: scaled(200_000),
    appUsers: scaled(50_000),
    orgs: 20,
    clients: 40,
    appsOfClient: 50,
  };
}

/** The wide app is the one after the client's others. */
export function wideApp({ appsOfClient }: Workload): string {
  return `00000000-0000-4000-9000-${String(appsOfClient).padStart(12, '0')}`;
}

/** The number of a user (user-numbers.sql), by an id of one who makes sessions and searches. */
export function userNumber(userId: string, { users }: Pick<Workload, 'users'>): number {
  return 1 + ((Number(userId.slice('user-'.length)) * 48_271) % users);
}
