import type {
  BodyDescription,
  FamilyName,
  OperationDescription,
  Parameter,
  Parameters,
  Schema,
} from './description';
import { FAMILY_RULES } from './family-rules';
import type { Content, OperationObject } from './openapi-document';
import { componentRef } from './openapi-document';
import { responseObjects } from './response-objects';

/** One operation of the document. Throws where it names a parameter that its family does not have. */
export function operationObject(
  family: FamilyName,
  tag: string,
  operation: OperationDescription,
  parameters: Parameters,
): OperationObject {
  const { summary, description, operationId, permission, body } = operation;
  const rules = FAMILY_RULES[family];
  const named = operation.parameters.map((name) => {
    const parameter = parameters[family][name];
    if (!parameter) throw new Error(`${operationId} names an unknown parameter: ${name}`);
    return withExample(parameter, operation.example);
  });
  return {
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    operationId,
    ...(permission !== undefined && { 'x-permission': permission }),
    security: permission === undefined ? [] : rules.security,
    ...(named.length > 0 && { parameters: named }),
    ...(body && { requestBody: { required: true, content: bodyContent(body, operation.example.body) } }),
    responses: responseObjects(operation, rules),
  };
}

function withExample(
  parameter: Parameter,
  { path, query }: OperationDescription['example'],
): Parameter & { readonly example?: unknown } {
  const text = (parameter.in === 'path' ? path : query)?.[parameter.name];
  if (text === undefined) return parameter;
  return { ...parameter, example: isInteger(parameter.schema) ? Number(text) : text };
}

/** Also where null stands for leaving it out. */
function isInteger({ type, anyOf }: Schema): boolean {
  return type === 'integer' || (Array.isArray(anyOf) && (anyOf as readonly Schema[]).some(isInteger));
}

/** JSON, and for many also an array, NDJSON and CloudEvents. */
function bodyContent({ item, isMany, cloudEvent }: BodyDescription, example: unknown): Content {
  const one = componentRef(item);
  if (!isMany) return { 'application/json': { schema: one, example } };
  const lines = (example as readonly unknown[]).map((event) => `${JSON.stringify(event)}\n`).join('');
  return {
    'application/json': { schema: { oneOf: [one, { type: 'array', items: one }] }, example },
    'application/x-ndjson': {
      schema: { type: 'string', description: `One ${item} a line; blank lines are skipped.` },
      example: lines,
    },
    ...(cloudEvent !== undefined && {
      'application/cloudevents+json': { schema: componentRef(cloudEvent) },
      'application/cloudevents-batch+json': { schema: { type: 'array', items: componentRef(cloudEvent) } },
    }),
  };
}
