import type { Schema } from '../../services/platform/openapi/description';
import type { Random } from '../../scripts/demo/random';

/** Values that fit a schema: from small pools, so that what is asked about was often sent before, and edges of what is allowed. */
export interface ValueMaker {
  readonly random: Random;
  readonly nowMs: number;
  readonly components: Readonly<Record<string, Schema>>;
}

const DAY_MS = 86_400_000;
const UUIDS = [
  'aa7cf840-9ca9-46a3-9778-9015d6580d50',
  'f1a2b3c4-d5e6-7890-abcd-ef1234567890',
  'd1a2b3c4-e5f6-7890-abcd-ef1234567890',
  '00000000-0000-0000-0000-000000000000',
];
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Apia',
  'Australia/Lord_Howe',
];
const TEXTS = [
  'a',
  'Engineering',
  'ß',
  '日本',
  '👩‍👩‍👧',
  'a b',
  "O'Neil",
  '%',
  '_',
  '0',
  '-1',
  'null',
  'x'.repeat(100),
];

/** A value of this schema, named `name` where it is a property or a parameter. */
export function valueOf(schema: Schema, name: string, maker: ValueMaker): unknown {
  const { random, components } = maker;
  if (typeof schema.$ref === 'string') {
    return valueOf(components[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name, maker);
  }
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return random.pick(schema.enum as readonly unknown[]);
  const choices = (schema.oneOf ?? schema.anyOf) as readonly Schema[] | undefined;
  if (choices) return valueOf(random.pick(choices), name, maker);
  const types = [schema.type].flat() as readonly string[];
  const type = types.includes('null') && random.chance(0.1) ? 'null' : types.find((one) => one !== 'null');
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
      return integer(schema, name, maker);
    case 'number':
      return random.pick([0, 1, 0.1, 3.5, 12.345, 1e6, Math.round(random.next() * 1e4) / 100]);
    case 'array':
      return Array.from({ length: random.below(4) }, () =>
        valueOf((schema.items ?? {}) as Schema, name, maker),
      );
    case 'object':
      return objectOf(schema, maker);
    default:
      return text(schema, name, maker);
  }
}

function objectOf(schema: Schema, maker: ValueMaker): Record<string, unknown> {
  const required = (schema.required ?? []) as readonly string[];
  const properties = Object.entries((schema.properties ?? {}) as Readonly<Record<string, Schema>>);
  const chosen = properties.filter(([name]) => required.includes(name) || maker.random.chance(0.4));
  return Object.fromEntries(chosen.map(([name, one]) => [name, valueOf(one, name, maker)]));
}

function integer(schema: Schema, name: string, { random, nowMs }: ValueMaker): number {
  if (name.includes('before'))
    return Math.floor(nowMs / 1000) - random.below(30) * 86_400 - random.below(7200);
  if (name.includes('after'))
    return Math.floor(nowMs / 1000) - (30 + random.below(300)) * 86_400 + random.below(7200);
  const minimum = Number(schema.minimum ?? 0);
  const maximum = Number(schema.maximum ?? 1_000_000);
  return random.pick([minimum, maximum, minimum + 1, Math.min(maximum, minimum + random.below(100))]);
}

function text(schema: Schema, name: string, { random, nowMs }: ValueMaker): string {
  const at = new Date(nowMs - random.below(400) * DAY_MS - random.below(DAY_MS));
  if (schema.format === 'uuid') return random.pick(UUIDS);
  if (schema.format === 'date') return dateOf(name, random, nowMs);
  if (schema.format === 'date-time' || name === 'start' || name === 'end') return instant(name, at, random);
  if (/timezone|zone/.test(name)) return random.pick(ZONES);
  if (name === 'id') return `f-${random.below(500)}`;
  if (name === 'user_id' || name === 'user_ids') return `user-${random.below(50)}`;
  if (name === 'org_id' || name === 'org_ids') return `org-${random.below(5)}`;
  if (name.includes('department_id')) return random.pick(UUIDS);
  const minLength = Number(schema.minLength ?? 0);
  const fits = random.pick(TEXTS);
  return fits.length < minLength ? 'xx' : fits;
}

/** Starts lie before ends, mostly. */
function dateOf(name: string, random: Random, nowMs: number): string {
  const isEnd = name.includes('end') || name.includes('before');
  const daysAgo = (name.includes('compare') ? 60 : 0) + (isEnd ? random.below(30) : 30 + random.below(30));
  return new Date(nowMs - daysAgo * DAY_MS).toISOString().slice(0, 10);
}

function instant(name: string, at: Date, random: Random): string {
  const later = /ended|end|last/.test(name) ? 3_600_000 * random.below(20) : 0;
  const written = new Date(at.getTime() + later).toISOString();
  return random.pick([written, written.replace(/\.\d+Z$/, 'Z'), written.replace('Z', '+00:00')]);
}
