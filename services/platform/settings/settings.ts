import { resolve } from 'node:path';
import type { RateLimitSettings } from '../limits/rate-limits';
import type { LogLevel } from '../logger';
import { fileProblems } from './files';
import { SettingsError } from './settings-error';
import { readVariables } from './variables';
import type { Variables } from './variables';

export interface ServerSettings {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

export interface TokenSettings {
  readonly secret: string | undefined;
  readonly previousSecrets: readonly string[];
  readonly jwksUrl: string | undefined;
  readonly jwksFile: string | undefined;
  readonly revokedFile: string | undefined;
  readonly issuer: string;
  readonly audience: string;
}

/** What the environment says, checked; each field is explained in schemas/settings.json. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined means the embedded engine. */
  readonly server: ServerSettings | undefined;
  readonly database: string;
  readonly cluster: string | undefined;
  readonly tokens: TokenSettings;
  readonly rateLimits: RateLimitSettings;
  readonly corsOrigins: readonly string[];
  readonly logLevel: LogLevel;
  readonly engineMemoryBytes: number;
  readonly readers: number;
}

export interface LoadOptions {
  /** False for work that checks no token, such as a migration: then no key need be configured. */
  readonly checksTokens?: boolean;
  /** True for one side alone: the embedded engine serves a single process. */
  readonly needsServer?: boolean;
}

/** Reads the settings. Throws a SettingsError that names every problem at once, and no value. */
export function loadSettings(env: NodeJS.ProcessEnv, options: LoadOptions = {}): Settings {
  const { checksTokens = true, needsServer = false } = options;
  const { variables, problems } = readVariables(env);
  const settings = settingsOf(variables);
  const all = [
    ...problems,
    ...contradictions(variables, problems, { checksTokens, needsServer }),
    ...fileProblems(settings, checksTokens),
  ];
  if (all.length > 0) throw new SettingsError(all);
  return settings;
}

function contradictions(
  variables: Variables,
  problems: readonly string[],
  { checksTokens, needsServer }: Required<LoadOptions>,
): readonly string[] {
  const found: string[] = [];
  const has = (name: keyof Variables): boolean =>
    variables[name] !== undefined || problems.some((problem) => problem.startsWith(`${name} `));
  if (has('CLICKHOUSE_CLUSTER') && !has('CLICKHOUSE_URL')) {
    found.push('CLICKHOUSE_CLUSTER needs CLICKHOUSE_URL.');
  }
  if (needsServer && !has('CLICKHOUSE_URL')) {
    found.push('CLICKHOUSE_URL must be set to run one side alone: the embedded engine serves one process.');
  }
  if (has('JWT_JWKS_URL') && has('JWT_JWKS_FILE')) {
    found.push('JWT_JWKS_URL and JWT_JWKS_FILE exclude each other.');
  }
  if (
    checksTokens &&
    has('CLICKHOUSE_URL') &&
    !has('JWT_SECRET') &&
    !has('JWT_JWKS_URL') &&
    !has('JWT_JWKS_FILE')
  ) {
    found.push('JWT_SECRET, JWT_JWKS_URL or JWT_JWKS_FILE must be set where CLICKHOUSE_URL is.');
  }
  return found;
}

function settingsOf(variables: Variables): Settings {
  const { JWT_JWKS_FILE: jwksFile, JWT_REVOKED_FILE: revokedFile } = variables;
  return {
    host: variables.HOST,
    port: variables.PORT,
    dataDir: resolve(variables.DATA_DIR),
    server:
      variables.CLICKHOUSE_URL === undefined
        ? undefined
        : {
            url: variables.CLICKHOUSE_URL,
            user: variables.CLICKHOUSE_USER,
            password: variables.CLICKHOUSE_PASSWORD ?? '',
          },
    database: variables.CLICKHOUSE_DATABASE,
    cluster: variables.CLICKHOUSE_CLUSTER,
    tokens: {
      secret: variables.JWT_SECRET,
      previousSecrets: wordsOf(variables.JWT_SECRET_PREVIOUS),
      jwksUrl: variables.JWT_JWKS_URL,
      jwksFile: jwksFile === undefined ? undefined : resolve(jwksFile),
      revokedFile: revokedFile === undefined ? undefined : resolve(revokedFile),
      issuer: variables.JWT_ISSUER,
      audience: variables.JWT_AUDIENCE,
    },
    corsOrigins: wordsOf(variables.CORS_ORIGINS),
    rateLimits: {
      tokenRequests: variables.RATE_LIMIT_REQUESTS,
      tokenEvents: variables.RATE_LIMIT_EVENTS,
      tenantRequests: variables.RATE_LIMIT_TENANT_REQUESTS,
      tenantEvents: variables.RATE_LIMIT_TENANT_EVENTS,
    },
    logLevel: variables.LOG_LEVEL,
    engineMemoryBytes: variables.ENGINE_MEMORY_MB * 1024 * 1024,
    readers: variables.READERS,
  };
}

/** The words of a list that is separated by spaces. */
function wordsOf(list: string | undefined): readonly string[] {
  return (list ?? '').split(' ').filter((word) => word !== '');
}
