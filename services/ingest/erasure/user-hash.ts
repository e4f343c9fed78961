import { createHmac } from 'node:crypto';

/** What stands for an erased user: it tells whether an id is the same one, and nothing to whom the key is unknown. */
export function userHash(key: string, tenant: string, userId: string): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([tenant, userId]))
    .digest('hex');
}
