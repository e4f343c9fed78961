import { Committer } from '../../../services/ingest/commit/committer';
import type { CommitPart } from '../../../services/ingest/commit/commit-payload';
import { TryAgainLater } from '../../../services/ingest/commit/commit-errors';
import { GROUP_POLICY } from '../../../services/ingest/commit/policy';
import type { InsertBatch } from '../../../clickhouse/store';
import { searches } from './support/faulty-sink';

const policy = {
  ...GROUP_POLICY,
  maxGroupRows: 4,
  maxGroupBytes: 1_000,
  lingerMs: 1,
  gatherBelowRows: 0,
  gatherPauseMs: 0,
  maxGatherMs: 0,
  maxWaitingRows: 6,
  maxWaitingBytes: 1_000,
  answerDeadlineMs: 60_000,
};

/** A place where commits arrive and wait until the test lets them finish. */
class HeldCommits {
  readonly arrived: (readonly CommitPart[])[] = [];
  private readonly finishes: ((outcomes: readonly (Error | undefined)[]) => void)[] = [];
  private onArrival: () => void = () => undefined;

  readonly storeParts = (parts: readonly CommitPart[]): Promise<readonly (Error | undefined)[]> =>
    new Promise((resolve) => {
      this.arrived.push(parts);
      this.finishes.push(resolve);
      this.onArrival();
    });

  async untilArrived(count: number): Promise<void> {
    while (this.arrived.length < count) {
      await new Promise<void>((resolve) => {
        this.onArrival = resolve;
      });
    }
  }

  finish(outcomes: readonly (Error | undefined)[] = []): void {
    this.finishes.shift()?.(outcomes);
  }
}

let held: HeldCommits;
let committer: Committer;
beforeEach(() => {
  held = new HeldCommits();
  committer = new Committer({ policy, storeParts: held.storeParts, nowMs: () => performance.now() });
});

function commit(id: string, rows = 1, render: () => InsertBatch[] = () => [searches(id)]): Promise<void> {
  return committer.commit({ rows, bytes: 1, prepare: () => Promise.resolve(), render });
}

function ids(commits: HeldCommits['arrived']): string[][] {
  return commits.map((parts) =>
    parts.flatMap((part) => part.flatMap(({ rows }) => rows.map((row) => row.slice(2, -2)))),
  );
}

describe('the group commit', () => {
  it('commits one group at a time and gathers the next one meanwhile', async () => {
    const first = commit('a');
    await held.untilArrived(1);
    const others = [commit('b'), commit('c')];
    expect(ids(held.arrived)).toEqual([['a']]);
    held.finish();
    await first;
    await held.untilArrived(2);
    expect(ids(held.arrived)).toEqual([['a'], ['b', 'c']]);
    held.finish();
    await Promise.all(others);
  });

  it('answers nobody before the commit is stored', async () => {
    let isAnswered = false;
    const request = commit('a').then(() => {
      isAnswered = true;
    });
    await held.untilArrived(1);
    expect(isAnswered).toBe(false);
    held.finish();
    await request;
    expect(isAnswered).toBe(true);
  });

  it('keeps a group within its rows, but takes any single request', async () => {
    const requests = [commit('a', 3), commit('b', 1), commit('c', 2)];
    await held.untilArrived(1);
    held.finish();
    await held.untilArrived(2);
    expect(ids(held.arrived)).toEqual([['a', 'b'], ['c']]);
    held.finish();
    await Promise.all(requests);
    const large = commit('large', 1_000_000);
    await held.untilArrived(3);
    held.finish();
    await large;
  });

  it('refuses what the queue has no room for, and takes it again when there is room', async () => {
    const running = commit('a');
    await held.untilArrived(1);
    const waiting = [commit('b', 3), commit('c', 3)];
    await expect(commit('d')).rejects.toThrow(TryAgainLater);
    held.finish();
    await running;
    await held.untilArrived(2);
    const later = commit('d');
    held.finish();
    await held.untilArrived(3);
    held.finish();
    await Promise.all([...waiting, later]);
  });

  it('makes the rows only when everything earlier is stored', async () => {
    const events: string[] = [];
    const rendered = (id: string) => (): InsertBatch[] => {
      events.push(`rendered ${id}`);
      return [searches(id)];
    };
    const first = commit('a', 1, rendered('a'));
    await held.untilArrived(1);
    const second = commit('b', 1, rendered('b'));
    expect(events).toEqual(['rendered a']);
    events.push('stored a');
    held.finish();
    await first;
    await held.untilArrived(2);
    expect(events).toEqual(['rendered a', 'stored a', 'rendered b']);
    held.finish();
    await second;
  });

  it('runs exclusive work after everything earlier and before anything later', async () => {
    const events: string[] = [];
    const earlier = commit('a');
    const work = committer.exclusive({
      rows: 1,
      bytes: 1,
      run: async (write) => {
        events.push('work begins');
        await write([searches('w')]);
        events.push('work written');
        return 'result';
      },
    });
    const later = commit('b', 1, () => {
      events.push('b rendered');
      return [searches('b')];
    });
    await held.untilArrived(1);
    events.push('a stored');
    held.finish();
    await held.untilArrived(2);
    expect(events).toEqual(['a stored', 'work begins']);
    held.finish();
    expect(await work).toBe('result');
    await held.untilArrived(3);
    held.finish();
    await Promise.all([earlier, later]);
    expect(events).toEqual(['a stored', 'work begins', 'work written', 'b rendered']);
  });

  it('a request whose rows cannot be made, or are refused, fails alone', async () => {
    const broken = commit('broken', 1, () => {
      throw new Error('cannot be made');
    });
    const refused = commit('refused');
    const fine = commit('fine');
    void held.untilArrived(1).then(() => {
      held.finish([new Error('refused'), undefined]);
    });
    await expect(broken).rejects.toThrow('cannot be made');
    await expect(refused).rejects.toThrow('refused');
    await fine;
  });

  it('tells the caller to try again after the deadline, and still finishes the commit', async () => {
    committer = new Committer({
      policy: { ...policy, answerDeadlineMs: 1 },
      storeParts: held.storeParts,
      nowMs: () => performance.now(),
    });
    const late = commit('late');
    await expect(late).rejects.toThrow(TryAgainLater);
    expect(committer.isIdle()).toBe(held.arrived.length === 0);
    held.finish();
    await committer.stop();
    expect(committer.isIdle()).toBe(true);
  });

  it('a stop finishes what was taken and takes nothing new', async () => {
    const first = commit('a');
    await held.untilArrived(1);
    const second = commit('b');
    const stopped = committer.stop();
    await expect(commit('c')).rejects.toThrow(TryAgainLater);
    held.finish();
    await held.untilArrived(2);
    held.finish();
    await Promise.all([first, second, stopped]);
    expect(ids(held.arrived)).toEqual([['a'], ['b']]);
  });
});
