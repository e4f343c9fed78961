import fc from 'fast-check';
import { decideFlush } from '../../../services/ingest/commit/flush-decision';
import { GROUP_POLICY } from '../../../services/ingest/commit/policy';

const policy = {
  ...GROUP_POLICY,
  maxGroupRows: 100,
  maxGroupBytes: 1_000,
  lingerMs: 5,
  gatherBelowRows: 50,
  gatherPauseMs: 8,
  maxGatherMs: 20,
  maxWaitingRows: 500,
  maxWaitingBytes: 5_000,
  answerDeadlineMs: 60_000,
};
const waiting = fc.record({
  requests: fc.nat({ max: 5 }),
  rows: fc.nat({ max: 200 }),
  bytes: fc.nat({ max: 2_000 }),
  oldestWaitMs: fc.nat({ max: 10 }),
  newestWaitMs: fc.nat({ max: 10 }),
  nextIsExclusive: fc.boolean(),
});

describe('flush or wait', () => {
  it('never flushes nothing, nor while a commit runs', () => {
    fc.assert(
      fc.property(waiting, fc.boolean(), (state, commitRuns) => {
        if (decideFlush(state, commitRuns, policy) !== 'flush') return;
        expect(state.requests).toBeGreaterThan(0);
        expect(commitRuns).toBe(false);
      }),
    );
  });

  it('never waits longer than the first request may linger, and never with a full group', () => {
    fc.assert(
      fc.property(waiting, (state) => {
        const decision = decideFlush(state, false, policy);
        if (typeof decision !== 'object') return;
        expect(decision.waitMs).toBeGreaterThan(0);
        expect(state.oldestWaitMs + decision.waitMs).toBeLessThanOrEqual(policy.lingerMs);
        expect(state.rows).toBeLessThan(policy.maxGroupRows);
        expect(state.bytes).toBeLessThan(policy.maxGroupBytes);
        expect(state.nextIsExclusive).toBe(false);
      }),
    );
  });

  it('flushes by itself once nothing changes but time', () => {
    fc.assert(
      fc.property(waiting, (state) => {
        const decision = decideFlush(state, false, policy);
        if (typeof decision !== 'object') return;
        const later = { ...state, oldestWaitMs: state.oldestWaitMs + decision.waitMs };
        expect(decideFlush(later, false, policy)).toBe('flush');
      }),
    );
  });

  describe('after a small commit', () => {
    const last = { rows: 10, ms: 30, endedAgoMs: 4, expectedRequests: 3 };
    const one = {
      ...{ requests: 1, rows: 1, bytes: 10 },
      ...{ oldestWaitMs: 9, newestWaitMs: 1, nextIsExclusive: false },
    };

    it('waits for its callers to come back, until none has come for a moment, but no longer than it took', () => {
      expect(decideFlush(one, false, policy, last)).toEqual({ waitMs: 7 });
      expect(decideFlush({ ...one, newestWaitMs: 8 }, false, policy, last)).toEqual({ waitMs: 4 });
      expect(decideFlush({ ...one, newestWaitMs: 8 }, false, policy, { ...last, endedAgoMs: 9 })).toBe(
        'flush',
      );
      expect(decideFlush(one, false, policy, { ...last, endedAgoMs: 17 })).toEqual({ waitMs: 3 });
      expect(decideFlush(one, false, policy, { ...last, ms: 10, endedAgoMs: 9 })).toEqual({ waitMs: 1 });
      expect(decideFlush(one, false, policy, { ...last, ms: 10, endedAgoMs: 10 })).toBe('flush');
    });

    it('flushes when they are back, when the group is full, and for whom waiting gains nothing', () => {
      expect(decideFlush({ ...one, requests: 3 }, false, policy, last)).toBe('flush');
      expect(decideFlush({ ...one, rows: 100 }, false, policy, last)).toBe('flush');
      expect(decideFlush({ ...one, nextIsExclusive: true }, false, policy, last)).toBe('flush');
    });

    it('does not wait after a large one, whose cost grows with its rows', () => {
      expect(decideFlush(one, false, policy, { ...last, rows: 50 })).toBe('flush');
    });
  });
});
