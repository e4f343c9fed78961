/** When anything was last under way. */
export class Activity {
  private running = 0;
  private endedMs = -Infinity;

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  async during<T>(work: () => Promise<T>): Promise<T> {
    const end = this.begin();
    try {
      return await work();
    } finally {
      end();
    }
  }

  /** Something is under way until what this answers is called, once. */
  begin(): () => void {
    this.running += 1;
    return () => {
      this.running -= 1;
      this.endedMs = this.nowMs();
    };
  }

  /** For how long nothing has been under way; infinite where nothing ever was. */
  idleMs(): number {
    return this.running > 0 ? 0 : this.nowMs() - this.endedMs;
  }
}
