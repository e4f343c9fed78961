import type { IncomingHttpHeaders } from 'node:http';
import { BODY_LIMITS } from '../events/body-limits';
import { ADMISSION_POLICY, MAX_TENANT_SHARE } from './policy';

/** Memory that one request's body may take, until `release`. */
export interface Lease {
  /** Says how much it really is, once that is known. */
  resize(bytes: number): void;
  release(): void;
}

/**
 * Bounds how much of request bodies is held in memory at once, from the first byte read to the answer. One tenant alone never
 * takes all of it.
 */
export class Admission {
  private heldBytes = 0;
  private readonly heldByTenant = new Map<string, number>();

  constructor(private readonly maxHeldBytes: number = ADMISSION_POLICY.maxHeldBytes) {}

  bytes(): number {
    return this.heldBytes;
  }

  /** Undefined when there is no room; an empty house takes anyone. */
  enter(bytes: number, tenant?: string): Lease | undefined {
    const ofTenant = tenant === undefined ? 0 : (this.heldByTenant.get(tenant) ?? 0);
    const isOver = ofTenant + bytes > this.maxHeldBytes * MAX_TENANT_SHARE;
    if (this.heldBytes > 0 && this.heldBytes + bytes > this.maxHeldBytes) return undefined;
    if (ofTenant > 0 && isOver) return undefined;
    let held = 0;
    const resize = (newBytes: number): void => {
      this.heldBytes += newBytes - held;
      if (tenant !== undefined) this.count(tenant, newBytes - held);
      held = newBytes;
    };
    resize(bytes);
    return {
      resize,
      release: () => {
        resize(0);
      },
    };
  }

  private count(tenant: string, bytes: number): void {
    const rest = (this.heldByTenant.get(tenant) ?? 0) + bytes;
    if (rest > 0) this.heldByTenant.set(tenant, rest);
    else this.heldByTenant.delete(tenant);
  }
}

/** How large a body may turn out to be, by what its headers say. */
export function announcedBytes(headers: IncomingHttpHeaders): number {
  const { unannouncedBytes, assumedInflation } = ADMISSION_POLICY;
  const maxBodyBytes = BODY_LIMITS.maxDecodedBytes;
  const length = Number(headers['content-length'] ?? unannouncedBytes);
  const isPacked = (headers['content-encoding'] ?? 'identity') !== 'identity';
  return Math.min(
    maxBodyBytes,
    Number.isFinite(length) ? length * (isPacked ? assumedInflation : 1) : maxBodyBytes,
  );
}
