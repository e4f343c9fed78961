import { PATIENT_RETRY, retryAfterMs, retryDelayMs } from '../../../services/producer/retry';
import type { AttemptFailure } from '../../../services/producer/retry';

const POLICY = { maxAttempts: 4, firstDelayMs: 100, maxDelayMs: 300 };
const NOW_MS = Date.parse('2026-01-01T00:00:00Z');
const status = (code: number, retryAfter: string | null = null): AttemptFailure => ({
  kind: 'status',
  status: code,
  retryAfter,
});

test.each([400, 401, 403, 413, 415])('status %d is final: the same bytes would fail again', (code) => {
  expect(retryDelayMs(status(code), 1, 0.5, NOW_MS, POLICY)).toBeNull();
});

test.each([408, 429, 500, 502, 503, 504])('status %d is tried again', (code) => {
  expect(retryDelayMs(status(code), 1, 0.5, NOW_MS, POLICY)).toBe(50);
});

test('the wait doubles up to a ceiling, spread by chance, until the attempts are used up', () => {
  const waits = [1, 2, 3, 4].map((attempts) =>
    retryDelayMs({ kind: 'network' }, attempts, 0.999999, NOW_MS, POLICY),
  );
  expect(waits).toEqual([100, 200, 300, null]);
  expect(retryDelayMs({ kind: 'network' }, 3, 0, NOW_MS, POLICY)).toBe(0);
});

test('a patient producer never gives up, and waits half a minute at most', () => {
  expect(retryDelayMs({ kind: 'network' }, 10_000, 0.999999, NOW_MS, PATIENT_RETRY)).toBe(30_000);
});

test('the service is never asked again earlier than it said', () => {
  expect(retryDelayMs(status(503, '7'), 1, 0, NOW_MS, POLICY)).toBe(7_000);
  expect(retryDelayMs(status(429, 'Thu, 01 Jan 2026 00:00:05 GMT'), 1, 0.5, NOW_MS, POLICY)).toBe(5_050);
});

test('a Retry-After that says nothing readable counts as none', () => {
  expect(retryAfterMs('soon', NOW_MS)).toBeNull();
  expect(retryAfterMs(null, NOW_MS)).toBeNull();
  expect(retryAfterMs('Wed, 31 Dec 2025 00:00:00 GMT', NOW_MS)).toBe(0);
});
