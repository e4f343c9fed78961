import { Activity } from '../../../clickhouse/activity';

test('work is idle for as long as none has been under way, failed work included', async () => {
  let nowMs = 100;
  const activity = new Activity(() => nowMs);
  expect(activity.idleMs()).toBe(Infinity);
  let end = (): void => undefined;
  const long = activity.during(() => new Promise<void>((resolve) => (end = resolve)));
  await expect(activity.during(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  nowMs = 200;
  expect(activity.idleMs()).toBe(0);
  end();
  await long;
  nowMs = 250;
  expect(activity.idleMs()).toBe(50);
});
