import { buildDocument } from '../../../services/platform/openapi/build-document';
import type { Schema } from '../../../services/platform/openapi/description';
import type { OperationObject } from '../../../services/platform/openapi/openapi-document';
import { SOURCES } from '../../../services/platform/openapi/sources';
import activeUsers from './seeds/active-users.json';
import organizationDau from './seeds/organization-dau.json';
import wau from './seeds/wau.json';

const document = buildDocument(SOURCES);

/** What we read of a published document. */
interface Seed {
  readonly paths: Readonly<Record<string, { readonly get: OperationObject }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: { readonly bearerAuth: Schema };
  };
}

/** What TypeScript infers of JSON knows no index. */
function read(json: unknown): Seed {
  return json as Seed;
}

/** What people read; two of the seeds say it in other languages than we do. */
const TEXTS = new Set(['description', 'summary']);

/** The value without texts for people. */
function withoutTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !TEXTS.has(key) || typeof inner !== 'string');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutTexts(inner)]));
}

function without(value: object, key: string): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

describe.each([
  { name: 'weekly active users', seed: read(wau), path: '/v3/enterprise/metrics/wau', sameTexts: true },
  {
    name: 'active users',
    seed: read(activeUsers),
    path: '/v3/enterprise/metrics/active-users',
    sameTexts: false,
  },
  {
    name: 'daily active users of an organization',
    seed: read(organizationDau),
    path: '/v3/organizations/{org_id}/metrics/dau',
    sameTexts: false,
  },
])('the published document of $name', ({ seed, path, sameTexts }) => {
  const asRead = (value: unknown): unknown => (sameTexts ? value : withoutTexts(value));
  const given = seed.paths[path]?.get;
  const ours = document.paths[path]?.get;

  test('names the operation as we do', () => {
    expect(Object.keys(seed.paths)).toEqual([path]);
    const { tags, operationId } = given ?? {};
    expect(ours).toMatchObject({ tags, operationId });
    if (sameTexts) {
      expect(ours).toMatchObject({ summary: given?.summary, description: given?.description });
    }
  });

  test('has our parameters but for the format, in our order', () => {
    const parameters = (ours?.parameters ?? []).filter(({ name }) => name !== 'format');
    const withoutExamples = parameters.map((parameter) => without(parameter, 'example'));
    expect(asRead(withoutExamples)).toEqual(asRead(given?.parameters));
  });

  test('has answers that ours hold, by the same schemas', () => {
    for (const [status, { content }] of Object.entries(given?.responses ?? {})) {
      expect(ours?.responses[status]?.content).toMatchObject(content ?? {});
    }
  });

  test('has components that are ours', () => {
    for (const [name, schema] of Object.entries(seed.components.schemas)) {
      expect(asRead(document.components.schemas[name])).toEqual(asRead(schema));
    }
    expect(asRead(document.components.securitySchemes.bearerAuth)).toEqual(
      asRead(seed.components.securitySchemes.bearerAuth),
    );
  });
});
