import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compiled } from '../../support/build';

const SCHEMAS = join(__dirname, '..', '..', '..', 'schemas');
const files = ['events', 'directory'].flatMap((folder) =>
  readdirSync(join(SCHEMAS, folder)).map((file) => join(folder, file)),
);

interface Schema {
  readonly $id: string;
  readonly additionalProperties: unknown;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

test.each(files)('%s is closed, named after its file, and describes every field', (file) => {
  const schema = JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as Schema;
  expect(schema.$id).toBe(`https://headcount.invalid/schemas/${file}`);
  expect(schema.additionalProperties).toBe(false);
  for (const [name, property] of Object.entries(schema.properties)) {
    expect([name, typeof (property.const ?? property.description)]).toEqual([name, 'string']);
    const takesNull = Array.isArray(property.type) && property.type.includes('null');
    expect([name, takesNull]).toEqual([name, !schema.required.includes(name)]);
  }
});

test('the generated types are those of the schemas', () => {
  execFileSync(process.execPath, [compiled('scripts/generate-types.js'), '--check']);
});
