/** So many users are added to a window by their activity on a day, and stay in it for so many days. */
export interface HeldUsers {
  readonly window_days: number;
  /** Numbered from 1. */
  readonly day: number;
  readonly held_days: number;
  readonly users: string;
}

/** The users within the window that ends with each of the days, from the first one on. */
export function usersInWindow(
  held: readonly HeldUsers[],
  windowDays: number,
  dayCount: number,
): readonly number[] {
  const changes = new Array<number>(dayCount).fill(0);
  const change = (index: number, users: number): void => {
    changes[index] = (changes[index] ?? 0) + users;
  };
  for (const { window_days, day, held_days, users } of held) {
    if (window_days !== windowDays) continue;
    change(day - 1, Number(users));
    const leavesAt = day - 1 + held_days;
    if (leavesAt < dayCount) change(leavesAt, -Number(users));
  }
  let total = 0;
  return changes.map((change) => (total += change));
}
