import { Guard } from '../../../../services/platform/limits/guard';
import { RateLimits } from '../../../../services/platform/limits/rate-limits';
import { machineFamily } from '../../../../services/platform/http/machine-family';

const NO_RATES = { tokenRequests: 0, tokenEvents: 0, tenantRequests: 0, tenantEvents: 0 };

function enter(guard: Guard, tenant: string): { leave: () => void } | undefined {
  const admitted = guard.enter({ token: tenant, tenant, takesEvents: true }, machineFamily);
  return 'leave' in admitted ? admitted : undefined;
}

test('one tenant never takes every place, and what it leaves is taken again', () => {
  const guard = new Guard(new RateLimits(NO_RATES, () => 0), undefined, 4);
  const taken = [1, 2, 3].map(() => enter(guard, 'acme'));
  expect(taken.every((place) => place !== undefined)).toBe(true);
  expect(enter(guard, 'acme')).toBeUndefined();
  expect(enter(guard, 'other')).toBeDefined();
  expect(enter(guard, 'third')).toBeUndefined();
  taken[0]?.leave();
  expect(enter(guard, 'acme')).toBeDefined();
});
