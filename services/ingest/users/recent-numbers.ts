/** Remembers at least the `max` names last used, and never more than twice as many. */
export class RecentNumbers {
  private young = new Map<string, number>();
  private old = new Map<string, number>();

  constructor(private readonly max: number) {}

  get(name: string): number | undefined {
    const young = this.young.get(name);
    if (young !== undefined) return young;
    const old = this.old.get(name);
    if (old !== undefined) this.set(name, old);
    return old;
  }

  set(name: string, number: number): void {
    if (this.young.size >= this.max && !this.young.has(name)) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(name, number);
  }

  delete(name: string): void {
    this.young.delete(name);
    this.old.delete(name);
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}
