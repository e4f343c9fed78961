import { cpus, totalmem } from 'node:os';

/** What a run ran on. */
export function machine(): string {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${gigabytes} GB, ${process.platform}`;
}
