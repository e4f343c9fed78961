import { parseArgs } from 'node:util';
import { PERMISSIONS } from '../../services/platform/principal';
import type { Permission } from '../../services/platform/principal';
import type { TokenClaims } from '../../services/platform/tokens/sign-token';

/** The command line does not say what to sign. */
export class UsageError extends Error {}

export interface TokenRequest {
  readonly claims: TokenClaims;
  readonly expiresInSeconds: number;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Reads the options of the token command. Throws a UsageError that says what is wrong. */
export function readTokenRequest(args: readonly string[]): TokenRequest {
  const options = parse(args);
  const clients = list('clients', options.clients);
  if (clients?.some((id) => id !== '*' && !UUID.test(id)))
    throw new UsageError("--clients takes UUIDs or '*'");
  return {
    claims: {
      tenant: required('tenant', options.tenant),
      subject: required('sub', options.sub),
      permissions: permissions(required('permissions', options.permissions)),
      orgs: list('orgs', options.orgs),
      clients,
    },
    expiresInSeconds: seconds(options['expires-in'] ?? '1h'),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { tenant: text, sub: text, permissions: text, orgs: text, clients: text, 'expires-in': text },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing`);
  return value;
}

function list(name: string, value: string | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  const items = value.split(',').map((item) => item.trim());
  if (items.includes('')) throw new UsageError(`--${name} holds an empty entry`);
  if (items.length > 1 && items.includes('*')) throw new UsageError(`--${name} takes '*' alone`);
  return items;
}

function permissions(value: string): Permission[] {
  const known: readonly string[] = PERMISSIONS;
  const items = list('permissions', value) ?? [];
  if (!items.every((item) => known.includes(item))) {
    throw new UsageError(`--permissions takes some of: ${PERMISSIONS.join(', ')}`);
  }
  return items as Permission[];
}

function seconds(value: string): number {
  const [, amount = '', unit = 's'] = /^([1-9]\d{0,9})([smhd])?$/.exec(value) ?? [];
  if (amount === '') throw new UsageError('--expires-in takes a number with s, m, h or d, such as 1h');
  return Number(amount) * (SECONDS[unit] ?? 1);
}
