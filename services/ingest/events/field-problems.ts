import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Refusal } from '../rejection';
import { formatMessage } from './formats';
import { pointerStep } from './json-pointer';

/** A field of a schema, in the schema's order. */
export interface Field {
  readonly name: string;
  /** Its name as a step of a JSON pointer. */
  readonly step: string;
  readonly isRequired: boolean;
  readonly validate: ValidateFunction;
  /** For a list of objects: the fields of each. */
  readonly itemFields?: readonly Field[] | undefined;
  /** What must hold between this field and those before it; asked only when all of them are valid. */
  readonly rule?: { readonly holds: (fields: never) => boolean; readonly message: string } | undefined;
}

/**
 * The problems of an object one by one, in the order in which the codes apply (contract 4): missing fields, unknown ones,
 * invalid ones, each in the schema's order. Lazy, so that whoever wants the first pays for no other.
 */
export function* fieldProblems(fields: readonly Field[], value: object): Generator<Refusal> {
  yield* missingFields(fields, value, '');
  yield* unknownFields(fields, value, '');
  yield* invalidFields(fields, value, '');
}

function* missingFields(fields: readonly Field[], value: object, path: string): Generator<Refusal> {
  for (const field of fields) {
    const fieldPath = path + field.step;
    if (field.isRequired && !Object.hasOwn(value, field.name)) {
      yield { code: 'missing_field', path: fieldPath, message: 'the field is required' };
    }
    if (!field.itemFields) continue;
    for (const [index, item] of listOf(value, field.name).entries()) {
      if (isObject(item)) yield* missingFields(field.itemFields, item, `${fieldPath}/${index}`);
    }
  }
}

function* unknownFields(fields: readonly Field[], value: object, path: string): Generator<Refusal> {
  for (const name of Object.keys(value)) {
    if (fields.some((field) => field.name === name)) continue;
    yield { code: 'unknown_field', path: path + pointerStep(name), message: 'there is no such field' };
  }
  for (const { name, step, itemFields } of fields) {
    if (!itemFields) continue;
    for (const [index, item] of listOf(value, name).entries()) {
      if (isObject(item)) yield* unknownFields(itemFields, item, `${path}${step}/${index}`);
    }
  }
}

function* invalidFields(fields: readonly Field[], value: object, path: string): Generator<Refusal> {
  let areAllValid = true;
  for (const field of fields) {
    if (!Object.hasOwn(value, field.name)) continue;
    const fieldPath = path + field.step;
    for (const problem of invalidField(field, value, fieldPath)) {
      areAllValid = false;
      yield problem;
    }
    if (areAllValid && field.rule && !field.rule.holds(value as never)) {
      areAllValid = false;
      yield { code: 'invalid_field', path: fieldPath, message: field.rule.message };
    }
  }
}

function* invalidField(field: Field, value: object, path: string): Generator<Refusal> {
  if (!field.validate(fieldOf(value, field.name))) {
    const error = field.validate.errors?.[0];
    yield { code: 'invalid_field', path: path + (error?.instancePath ?? ''), message: messageOf(error) };
  } else if (field.itemFields) {
    for (const [index, item] of listOf(value, field.name).entries()) {
      const itemPath = `${path}/${index}`;
      if (isObject(item)) yield* invalidFields(field.itemFields, item, itemPath);
      else yield { code: 'invalid_field', path: itemPath, message: 'must be object' };
    }
  }
}

function listOf(value: object, name: string): readonly unknown[] {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}

function fieldOf(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong, from the schema alone: nothing that was sent is repeated. */
function messageOf(error: ErrorObject | undefined): string {
  const { type, format, allowedValues } = (error?.params ?? {}) as {
    type?: string | readonly string[];
    format?: string;
    allowedValues?: readonly (string | null)[];
  };
  switch (error?.keyword) {
    case 'type':
      return `must be ${String(type).split(',').join(' or ')}`;
    case 'enum':
      return `must be one of ${(allowedValues ?? []).filter((one) => one !== null).join(', ')}`;
    case 'format':
      return formatMessage(format ?? '');
    default:
      return error?.message ?? 'is invalid';
  }
}
