/** Numbers by tenant and then by id: a name made of both would have to be hashed anew at every look. */
export class NumbersByUser {
  private readonly tenants = new Map<string, Map<string, number>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  get(tenant: string, userId: string): number | undefined {
    return this.tenants.get(tenant)?.get(userId);
  }

  set(tenant: string, userId: string, number: number): void {
    const own = this.tenants.get(tenant) ?? new Map<string, number>();
    if (own.size === 0) this.tenants.set(tenant, own);
    if (!own.has(userId)) this.count += 1;
    own.set(userId, number);
  }

  /** False if there was none. */
  delete(tenant: string, userId: string): boolean {
    const own = this.tenants.get(tenant);
    if (own?.delete(userId) !== true) return false;
    this.count -= 1;
    if (own.size === 0) this.tenants.delete(tenant);
    return true;
  }
}
