import { setTimeout as sleep } from 'node:timers/promises';
import { scrape, total } from '../../support/metrics';
import type { Sample } from '../../support/metrics';
import { mintToken } from '../../support/tokens';
import { Caller } from '../process/http';
import { Victim } from '../process/victim';
import type { VictimOptions } from '../process/victim';

/** The long forms ask for it: `npm run test:crash -- --faults`. */
export const AT_SIZE = process.env.FAULTS_AT_SIZE === '1';

export interface Posted {
  readonly status: number;
  readonly retryAfter: string | null;
}

/** What a tenant's answers say of one day: who is counted by sessions, by searches, and on the dashboard. */
export interface Counted {
  readonly sessions: number;
  readonly searches: number;
  readonly listed: readonly string[];
}

const DAY = '2026-03-09';
const POLL_MS = 100;

/** A service process that something is done to, as its callers see it. */
export class FaultyService {
  private constructor(
    private readonly options: VictimOptions,
    private victim: Victim,
    private caller: Caller,
  ) {}

  static async start(options: VictimOptions): Promise<FaultyService> {
    const victim = Victim.start(options);
    return new FaultyService(options, victim, new Caller(await victim.ready()));
  }

  url(): string {
    return this.caller.url;
  }

  http(): Caller {
    return this.caller;
  }

  isGone(): boolean {
    return this.victim.isGone();
  }

  /** SIGTERM; answers the exit code. */
  async stop(): Promise<number | null> {
    const code = await this.victim.stop();
    this.caller.close();
    return code;
  }

  async kill9(): Promise<void> {
    this.caller.close();
    await this.victim.kill9();
  }

  /** After a stop or a kill. */
  async startAgain(): Promise<void> {
    this.victim = Victim.start(this.options);
    this.caller = new Caller(await this.victim.ready());
  }

  /** A session and a search of each user on the day, in one request. */
  async post(users: readonly string[], tenant = 'acme', more: object = {}): Promise<Posted> {
    const events = users.flatMap((user) => {
      const event = { id: user, user_id: user, org_id: 'org-a', created_at: `${DAY}T10:00:00Z` };
      return [
        { type: 'session', ...event, ...more },
        { type: 'search', ...event },
      ];
    });
    const response = await fetch(`${this.url()}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mintToken({ tenant })}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    await response.arrayBuffer();
    return { status: response.status, retryAfter: response.headers.get('retry-after') };
  }

  async counted(tenant = 'acme'): Promise<Counted> {
    const token = mintToken({ tenant });
    const range = `time_after=${Date.parse(DAY) / 1000}&time_before=${Date.parse(DAY) / 1000 + 86_400}`;
    const path = `/v3/enterprise/metrics/active-users?${range}`;
    const by = async (min: string): Promise<number> =>
      ((await this.caller.get(`${path}&${min}`, token)).body as { active_users: number }).active_users;
    const day = `${DAY}T00:00:00.000Z`;
    const list = await this.caller.get(
      `/api/v1/engagement-dashboard/users/active-users?start=${day}&end=${day}`,
      token,
    );
    const { month } = list.body as { month: { usersList: string[] }[] };
    return {
      sessions: await by('min_sessions=1&min_searches=1000000'),
      searches: await by('min_sessions=1000000&min_searches=1'),
      listed: month[0]?.usersList ?? [],
    };
  }

  /** What /readyz says, and what the metrics say meanwhile of the write path. */
  async readiness(): Promise<{ status: number; writePath: unknown }> {
    const { status, body } = await this.caller.get('/readyz', mintToken({ tenant: 'acme' }));
    return { status, writePath: (body as { checks: { write_path?: string } }).checks.write_path };
  }

  async untilReady(): Promise<void> {
    while ((await this.readiness()).status !== 200) await sleep(POLL_MS);
  }

  /** Waits until /readyz and the metrics both say that writing fails. */
  async untilWritingFails(): Promise<void> {
    while (!(await this.saysWritingFails())) await sleep(POLL_MS);
  }

  async samples(): Promise<Sample[]> {
    return scrape(this.url(), mintToken({ tenant: 'acme', permissions: ['operate'] }));
  }

  async metric(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> {
    return total(await this.samples(), name, labels);
  }

  /** Whether /readyz and the metrics agree that writing fails. */
  async saysWritingFails(): Promise<boolean> {
    const samples = await this.samples();
    const { status, writePath } = await this.readiness();
    return (
      status === 503 &&
      writePath === 'failing' &&
      total(samples, 'headcount_ready') === 0 &&
      total(samples, 'headcount_not_ready', { reason: 'write_path' }) === 1
    );
  }
}
