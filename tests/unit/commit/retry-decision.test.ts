import { decideRetry } from '../../../services/ingest/commit/retry-decision';
import { RETRY_POLICY } from '../../../services/ingest/commit/policy';
import type { StoreErrorKind } from '../../../clickhouse/errors';

const PASSING: StoreErrorKind[] = [
  'unavailable',
  'disk',
  'memory',
  'timeout',
  'busy',
  'cancelled',
  'locked',
  'closed',
  'denied',
];

describe('retry or refuse', () => {
  it.each(PASSING)(
    'a store that is %s is asked again for ever, ever less often but at least every 5 s',
    (kind) => {
      let earlierMs = 0;
      for (let attempts = 1; attempts < 2_000; attempts += 1) {
        const decision = decideRetry(kind, attempts, RETRY_POLICY);
        if (decision.action !== 'retry') throw new Error('refused');
        expect(decision.afterMs).toBeGreaterThanOrEqual(earlierMs);
        expect(decision.afterMs).toBeLessThanOrEqual(5_000);
        earlierMs = decision.afterMs;
      }
    },
  );

  it('rows that do not fit are refused at once', () => {
    expect(decideRetry('invalid', 1, RETRY_POLICY)).toEqual({ action: 'refused' });
  });

  it('an error without a known cause is tried a few times, then refused', () => {
    expect(decideRetry('internal', 1, RETRY_POLICY).action).toBe('retry');
    expect(decideRetry('internal', RETRY_POLICY.maxUnexplainedAttempts, RETRY_POLICY).action).toBe('refused');
  });

  it('after some attempts the inserts get smaller, but not tiny', () => {
    const sizes = [1, 2, 3, 4, 5, 50].map((attempts) => {
      const decision = decideRetry('memory', attempts, RETRY_POLICY);
      return decision.action === 'retry' ? decision.maxRows : 0;
    });
    expect(sizes).toEqual([Infinity, Infinity, 32_768, 16_384, 8_192, 1_000]);
  });
});
