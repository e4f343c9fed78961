import { RateLimits } from '../../../../services/platform/limits/rate-limits';
import type { Caller } from '../../../../services/platform/limits/rate-limits';

let nowMs = 0;
beforeEach(() => {
  nowMs = 0;
});

const OFF = { tokenRequests: 0, tokenEvents: 0, tenantRequests: 0, tenantEvents: 0 };
const ann: Caller = { token: 'ann', tenant: 'acme', takesEvents: false };
const annSends: Caller = { ...ann, takesEvents: true };

function limitsOf(settings: Partial<typeof OFF>): RateLimits {
  return new RateLimits({ ...OFF, ...settings }, () => nowMs);
}

function admitted(limits: RateLimits, caller: Caller, times: number): number {
  return Array.from({ length: times }, () => limits.admit(caller)).filter(({ refused }) => !refused).length;
}

test('a token may send its rate, and five seconds of it at once', () => {
  const limits = limitsOf({ tokenRequests: 10 });
  expect(admitted(limits, ann, 60)).toBe(50);
  nowMs = 1_000;
  expect(admitted(limits, ann, 60)).toBe(10);
  nowMs = 1_000_000;
  expect(admitted(limits, ann, 60)).toBe(50);
});

test('what is refused costs nothing, so that nobody is locked out by trying', () => {
  const limits = limitsOf({ tokenRequests: 1 });
  expect(admitted(limits, ann, 1_000)).toBe(5);
  nowMs = 1_000;
  expect(admitted(limits, ann, 1)).toBe(1);
});

test('tokens have limits of their own, and a tenant one for all its tokens', () => {
  const limits = limitsOf({ tokenRequests: 10, tenantRequests: 15 });
  expect(admitted(limits, ann, 60)).toBe(50);
  expect(admitted(limits, { ...ann, token: 'bob' }, 60)).toBe(25);
  expect(admitted(limits, { ...ann, tenant: 'other' }, 60)).toBe(50);
});

test('events are charged when they are counted; a batch larger than the limit passes and is waited for', () => {
  const limits = limitsOf({ tokenEvents: 100 });
  expect(limits.admit(annSends).refused).toBeUndefined();
  limits.chargeEvents(annSends, 1_000);
  expect(limits.admit(annSends).refused).toEqual({ retryAfterSeconds: 6, limit: 'events' });
  expect(limits.admit(ann).refused).toBeUndefined();
  nowMs = 6_000;
  expect(limits.admit(annSends).refused).toBeUndefined();
});

test('a limit of 0 is none, and nothing is said about it', () => {
  const limits = limitsOf({});
  expect(admitted(limits, annSends, 10_000)).toBe(10_000);
  expect(limits.admit(annSends)).toEqual({ headers: {} });
});

test('the headers say what is allowed and what is left, as structured fields', () => {
  const limits = limitsOf({ tokenRequests: 10, tokenEvents: 100 });
  limits.admit(annSends);
  limits.chargeEvents(annSends, 250);
  expect(limits.admit(annSends).headers).toEqual({
    'RateLimit-Policy': '"requests";q=50;w=5, "events";q=500;w=5',
    RateLimit: '"requests";r=48;t=1, "events";r=250;t=3',
  });
  expect(limits.admit(ann).headers).toEqual({
    'RateLimit-Policy': '"requests";q=50;w=5',
    RateLimit: '"requests";r=47;t=1',
  });
});

test('callers that were not seen for long are forgotten', () => {
  const limits = limitsOf({ tokenRequests: 10 });
  for (let token = 0; token < 50_000; token += 1) {
    nowMs += 1;
    limits.admit({ ...ann, token: String(token) });
  }
  expect((Reflect.get(limits, 'buckets') as Map<string, unknown>).size).toBeLessThan(20_000);
});
