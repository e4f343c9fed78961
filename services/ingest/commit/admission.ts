import type { IncomingHttpHeaders } from 'node:http';
import { BODY_LIMITS } from '../events/body-limits';
import { ADMISSION_POLICY } from './policy';

/** Memory that one request's body may take, until `release`. */
export interface Lease {
  /** Says how much it really is, once that is known. */
  resize(bytes: number): void;
  release(): void;
}

/** Bounds how much of request bodies is held in memory at once, from the first byte read to the answer. */
export class Admission {
  private heldBytes = 0;

  constructor(private readonly maxHeldBytes: number = ADMISSION_POLICY.maxHeldBytes) {}

  bytes(): number {
    return this.heldBytes;
  }

  /** Undefined when there is no room; an empty house takes anyone. */
  enter(bytes: number): Lease | undefined {
    if (this.heldBytes > 0 && this.heldBytes + bytes > this.maxHeldBytes) return undefined;
    let held = bytes;
    this.heldBytes += held;
    const resize = (newBytes: number): void => {
      this.heldBytes += newBytes - held;
      held = newBytes;
    };
    return {
      resize,
      release: () => {
        resize(0);
      },
    };
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
