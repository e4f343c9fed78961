import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../clickhouse/project-root';
import { buildDocument } from '../../../services/platform/openapi/build-document';
import type { OperationGroup, Sources } from '../../../services/platform/openapi/description';
import { SOURCES } from '../../../services/platform/openapi/sources';
import { PERMISSIONS } from '../../../services/platform/principal';

const document = buildDocument(SOURCES);
const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

/** The sources with their first group changed. */
function withGroup(change: (group: OperationGroup) => OperationGroup): Sources {
  const [first, ...others] = SOURCES.groups;
  if (!first) throw new Error('there is no group');
  return { ...SOURCES, groups: [change(first), ...others] };
}

test('every reference in the document leads to a component', () => {
  const targets = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g);
  for (const [, kind, name] of targets) {
    expect(document.components[kind as keyof typeof document.components]).toHaveProperty([name ?? '']);
  }
});

test('operations have names of their own, path parameters in their path, and permissions that exist', () => {
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const [path, item] of Object.entries(document.paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { parameters = [], ...operation } of Object.values(item)) {
      const described = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(described).toEqual(named);
      const permission = operation['x-permission'];
      if (permission === undefined) expect(operation.security).toEqual([]);
      else expect(PERMISSIONS).toContain(permission);
    }
  }
});

test('only the engagement endpoints take the pair of headers too', () => {
  for (const { tags, security } of operations) {
    const takesPair = (security ?? []).some((requirement) => 'authToken' in requirement);
    expect(takesPair).toBe(tags.includes('engagement-dashboard'));
  }
});

test('the events and bodies of the document are the schemas that validate', () => {
  const { session, search } = SOURCES.events;
  const { SessionEvent, SearchEvent, ClientBody } = document.components.schemas;
  expect(SearchEvent).toEqual(withoutMeta(search));
  expect(ClientBody).toEqual(withoutMeta(SOURCES.directory.client));
  expect(JSON.stringify(SessionEvent)).toBe(
    JSON.stringify(withoutMeta(session)).replace(
      '"pull-request.json"',
      '"#/components/schemas/PullRequestReport"',
    ),
  );
});

function withoutMeta(schema: object = {}): object {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'));
}

test('the document has the version of the package', () => {
  const manifest = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as object;
  expect(manifest).toMatchObject({ version: document.info.version });
});

test('two operations in one place are an error', () => {
  const twice = withGroup((group) => ({ ...group, operations: [...group.operations, ...group.operations] }));
  expect(() => buildDocument(twice)).toThrow('two operations for post /v1/events');
});

test('a parameter that nobody described is an error', () => {
  const unknown = withGroup((group) => ({
    ...group,
    operations: group.operations.map((operation) => ({ ...operation, parameters: ['nothing'] })),
  }));
  expect(() => buildDocument(unknown)).toThrow('postEvents names an unknown parameter: nothing');
});

test('two schemas of one name are an error', () => {
  const answers = [...SOURCES.answers, ...SOURCES.answers];
  expect(() => buildDocument({ ...SOURCES, answers })).toThrow('two schemas are named IngestResponse');
});
