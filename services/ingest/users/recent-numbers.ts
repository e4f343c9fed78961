import { NumbersByUser } from './numbers-by-user';

/** Remembers at least the `max` users last used, of all tenants together, and never more than twice as many. */
export class RecentNumbers {
  private young = new NumbersByUser();
  private old = new NumbersByUser();

  constructor(private readonly max: number) {}

  get(tenant: string, userId: string): number | undefined {
    const young = this.young.get(tenant, userId);
    if (young !== undefined) return young;
    const old = this.old.get(tenant, userId);
    if (old !== undefined) this.set(tenant, userId, old);
    return old;
  }

  set(tenant: string, userId: string, number: number): void {
    if (this.young.size >= this.max && this.young.get(tenant, userId) === undefined) {
      this.old = this.young;
      this.young = new NumbersByUser();
    }
    this.young.set(tenant, userId, number);
  }

  delete(tenant: string, userId: string): void {
    this.young.delete(tenant, userId);
    this.old.delete(tenant, userId);
  }

  clear(): void {
    this.young = new NumbersByUser();
    this.old = new NumbersByUser();
  }
}
