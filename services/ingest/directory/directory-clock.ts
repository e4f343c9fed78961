/**
 * Gives directory writes their instants. A write lies after every event that was checked before it, even if the system's
 * clock stands still or goes back, so that a change of zone touches no usage already taken (contract 4).
 */
export class DirectoryClock {
  private latestEventMs = 0;

  constructor(private readonly now: () => Date) {}

  /** Events were checked against this time of day. */
  observe(eventsCheckedAtMs: number): void {
    this.latestEventMs = Math.max(this.latestEventMs, eventsCheckedAtMs);
  }

  writeInstantMs(): number {
    return Math.max(this.now().getTime(), this.latestEventMs + 1);
  }
}
