import type { Refusal } from '../rejection';
import type { Field } from './field-problems';
import { fieldProblems } from './field-problems';
import { createAjv } from './formats';
import { pointerStep } from './json-pointer';

/** The part of JSON Schema that the objects of schemas/ use; `$ref` names a schema beside it by its file name. */
export interface ObjectSchema {
  readonly $id: string;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, object>>;
}

/** What must hold between a field and fields before it in the schema; judged only when all of them are valid. */
export interface FieldRule<Fields> {
  readonly field: keyof Fields & string;
  readonly holds: (fields: Fields) => boolean;
  readonly message: string;
}

export interface FieldCheck<Fields> {
  readonly isValid: (value: object) => value is Fields & object;
  /**
   * At most `limit` of an object's problems: missing fields first, then unknown ones, then invalid ones, each in the schema's
   * order. Messages hold nothing that was sent.
   */
  readonly problems: (value: object, limit: number) => Refusal[];
}

/**
 * Checks objects against a schema and rules between its fields. A valid object costs one compiled function; the problems of
 * another are looked for one by one.
 * @param parts the schemas that `$ref`s name.
 */
export function createFieldCheck<Fields>(
  schema: ObjectSchema,
  { parts = [], rules = [] }: { parts?: readonly ObjectSchema[]; rules?: readonly FieldRule<Fields>[] } = {},
): FieldCheck<Fields> {
  const ajv = createAjv();
  for (const part of parts) ajv.addSchema(part);
  const validate = ajv.compile<Fields>(schema);

  function fieldsOf({ $id, required, properties }: ObjectSchema): Field[] {
    return Object.entries(properties).map(([name, property]) => {
      const part = parts.find((one) => one.$id === listItems(property, $id));
      return {
        name,
        step: pointerStep(name),
        isRequired: required.includes(name),
        // The objects of a list are looked at field by field.
        validate: ajv.compile(part ? { ...property, items: {} } : property),
        itemFields: part && fieldsOf(part),
      };
    });
  }
  // Only broken objects need them, and compiling them would take a quarter of the service's start.
  const fields = once(() =>
    fieldsOf(schema).map((field) => ({ ...field, rule: rules.find((rule) => rule.field === field.name) })),
  );

  return {
    isValid: (value): value is Fields & object => validate(value) && rules.every((rule) => rule.holds(value)),
    problems: (value, limit) => {
      const found: Refusal[] = [];
      for (const problem of fieldProblems(fields(), value)) {
        found.push(problem);
        if (found.length >= limit) break;
      }
      return found;
    },
  };
}

/** Which schema describes the elements of a list, if one does. */
function listItems(
  property: { readonly items?: { readonly $ref?: string } },
  base: string,
): string | undefined {
  const reference = property.items?.$ref;
  return reference === undefined ? undefined : new URL(reference, base).href;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
