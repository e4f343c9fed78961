import Ajv from 'ajv';
import schema from '../../../schemas/settings.json';
import type { LogLevel } from '../logger';

/** The environment variables of schemas/settings.json, with defaults filled in. */
export interface Variables {
  HOST: string;
  PORT: number;
  DATA_DIR: string;
  CLICKHOUSE_URL?: string;
  CLICKHOUSE_USER: string;
  CLICKHOUSE_PASSWORD?: string;
  CLICKHOUSE_DATABASE: string;
  CLICKHOUSE_CLUSTER?: string;
  JWT_SECRET?: string;
  JWT_SECRET_PREVIOUS?: string;
  JWT_JWKS_URL?: string;
  JWT_JWKS_FILE?: string;
  JWT_REVOKED_FILE?: string;
  JWT_ISSUER: string;
  JWT_AUDIENCE: string;
  RATE_LIMIT_REQUESTS: number;
  RATE_LIMIT_EVENTS: number;
  RATE_LIMIT_TENANT_REQUESTS: number;
  RATE_LIMIT_TENANT_EVENTS: number;
  CORS_ORIGINS?: string;
  LOG_LEVEL: LogLevel;
  ENGINE_MEMORY_MB: number;
  READERS: number;
}

const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: true });
ajv.addVocabulary(['x-rule', 'x-secret']);
ajv.addFormat('http-url', (text) => /^https?:\/\//i.test(text) && URL.canParse(text));
ajv.addKeyword({
  keyword: 'minBytes',
  type: 'string',
  schemaType: 'number',
  validate: (bytes: number, text: string) => Buffer.byteLength(text) >= bytes,
});
ajv.addKeyword({
  keyword: 'wordsMinBytes',
  type: 'string',
  schemaType: 'number',
  validate: (bytes: number, text: string) =>
    text.split(' ').every((word) => word === '' || Buffer.byteLength(word) >= bytes),
});
const check = ajv.compile<Variables>(schema);

type Name = keyof typeof schema.properties;

/** Picks ours from the environment and checks them; a problem is a sentence that starts with the variable's name. */
export function readVariables(env: NodeJS.ProcessEnv): { variables: Variables; problems: string[] } {
  const variables: Record<string, unknown> = {};
  for (const name of Object.keys(schema.properties) as Name[]) {
    const text = env[name];
    if (text !== undefined && text !== '') variables[name] = valueOf(name, text);
  }
  check(variables);
  const wrong = new Set((check.errors ?? []).map((error) => error.instancePath.slice(1) as Name));
  const problems = [...wrong].map((name) => `${name} must be ${schema.properties[name]['x-rule']}.`);
  return { variables: variables as unknown as Variables, problems };
}

/** Only plain decimal digits are a number; anything else stays a text, which the schema then refuses. */
function valueOf(name: Name, text: string): string | number {
  return schema.properties[name].type === 'integer' && /^\d{1,15}$/.test(text) ? Number(text) : text;
}
