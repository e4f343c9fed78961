/**
 * Turns of the event loop, shared out by tenant: one is given in each, in rotation, so that whoever has little to do waits for a piece
 * of another's work and not for all of it. While nobody else waits a turn comes at once.
 */
export class Turns {
  /** Those who wait, by tenant; the order of the tenants is the rotation. */
  private readonly lines = new Map<string, (() => void)[]>();
  private isTaken = false;

  /** Resolves when it is the tenant's turn. What is done then should take milliseconds, or ask for another turn. */
  take(tenant: string): Promise<void> {
    if (!this.isTaken) {
      this.begin();
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const line = this.lines.get(tenant);
      if (line) line.push(resolve);
      else this.lines.set(tenant, [resolve]);
    });
  }

  /** Lets the event loop come round, then waits for the tenant's turn again. */
  async next(tenant: string): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await this.take(tenant);
  }

  private begin(): void {
    this.isTaken = true;
    setImmediate(() => {
      this.isTaken = false;
      const [entry] = this.lines;
      if (entry === undefined) return;
      const [tenant, line] = entry;
      const first = line.shift();
      this.lines.delete(tenant);
      if (line.length > 0) this.lines.set(tenant, line);
      this.begin();
      first?.();
    });
  }
}
