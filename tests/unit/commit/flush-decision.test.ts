import fc from 'fast-check';
import { decideFlush } from '../../../services/ingest/commit/flush-decision';

const policy = {
  maxGroupRows: 100,
  maxGroupBytes: 1_000,
  lingerMs: 5,
  maxWaitingRows: 500,
  maxWaitingBytes: 5_000,
  answerDeadlineMs: 60_000,
};
const waiting = fc.record({
  requests: fc.nat({ max: 5 }),
  rows: fc.nat({ max: 200 }),
  bytes: fc.nat({ max: 2_000 }),
  oldestWaitMs: fc.nat({ max: 10 }),
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
});
