import type { BodySchema, Schema, Sources } from './description';
import { componentRef } from './openapi-document';

type Components = Readonly<Record<string, Schema>>;

/** The forms of an event that a caller may send. */
const EVENT_FORMS = ['session', 'search', 'app-usage-interval', 'app-usage-day-report'];

/**
 * Every schema by its name as a component: the very ones that validate events and directory entries, and those of the
 * answers. Throws where two have the same name.
 */
export function componentSchemas({ events, directory, answers }: Sources): Components {
  const titles = new Map(Object.entries(events).map(([file, { title }]) => [`${file}.json`, title]));
  const asComponent = (schema: Schema): Schema => withComponentRefs(withoutMeta(schema), titles);
  const named: [string, Schema][] = [
    ...Object.values(events).map((schema): [string, Schema] => [schema.title, asComponent(schema)]),
    ['Event', oneOf(EVENT_FORMS.map((file) => titles.get(`${file}.json`) ?? file))],
    ...Object.values(directory).map((schema): [string, Schema] => [schema.title, asComponent(schema)]),
    ...Object.entries(directory).map(([kind, schema]): [string, Schema] => [
      entryName(kind),
      asComponent(entrySchema(kind, schema)),
    ]),
    ['DirectoryEntry', oneOf(Object.keys(directory).map(entryName))],
    ...answers.flatMap(({ $defs }) =>
      Object.entries($defs).map(([name, schema]): [string, Schema] => [name, asComponent(schema)]),
    ),
  ];
  const components = new Map<string, Schema>();
  for (const [name, schema] of named) {
    if (components.has(name)) throw new Error(`two schemas are named ${name}`);
    components.set(name, schema);
  }
  return Object.fromEntries(components);
}

function oneOf(names: readonly string[]): Schema {
  return { oneOf: names.map(componentRef) };
}

function entryName(kind: string): string {
  return `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}Entry`;
}

/** An entry of `POST /v1/directory`: the body of the resource's own PUT with its kind and its ids in front (contract 5). */
function entrySchema(kind: string, body: BodySchema): Schema {
  const uuid = { type: 'string', format: 'uuid' };
  const id = kind === 'user' ? { type: 'string', minLength: 1, maxLength: 128 } : uuid;
  const ids = { client_id: uuid, [`${kind}_id`]: id };
  return {
    ...body,
    title: entryName(kind),
    required: ['kind', ...Object.keys(ids), ...body.required],
    properties: { kind: { type: 'string', const: kind }, ...ids, ...body.properties },
  };
}

function withoutMeta(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'));
}

/** References between the files become references between components. */
function withComponentRefs(schema: Schema, titles: ReadonlyMap<string, string>): Schema {
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]: [string, unknown]) =>
        key === '$ref' && typeof inner === 'string' ? [key, componentOf(inner)] : [key, convert(inner)],
      ),
    );
  };
  const componentOf = (target: string): string =>
    componentRef(titles.get(target) ?? target.replace('#/$defs/', '')).$ref;
  return convert(schema) as Schema;
}
