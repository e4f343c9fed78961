import type { Refusal, RejectionCode } from '../rejection';
import { isObject } from './field-problems';
import { parseInstant } from '../time/rfc3339';

/** The event that a CloudEvent carries. */
export interface Unwrapped {
  /** What its data says, filled up from the attributes around it. */
  readonly event: object;
  /** Where a field of that event stands in the CloudEvent, by JSON pointers. */
  readonly pathOf: (path: string) => string;
}

type Attributes = Readonly<Record<string, unknown>>;

const REQUIRED = ['specversion', 'id', 'source', 'type'] as const;
const JSON_TYPE = /^[\w.+-]+\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const VERSION = /^v\d+$/i;

/**
 * Takes the event out of a CloudEvent 1.0 in JSON. What `data` says wins; a missing `type` is the last segment of the CloudEvent's
 * type that is no version, a missing `id` is its id, a missing `created_at` its time. Extensions are left alone.
 */
export function unwrapCloudEvent(value: unknown): Unwrapped | Refusal {
  if (!isObject(value)) return refusal('invalid_event', '', 'a CloudEvent is a JSON object');
  const attributes = value as Attributes;
  const problem = attributeProblem(attributes);
  if (problem) return problem;
  const data = attributes.data as Attributes;

  const from = new Map<string, string>();
  const event: Record<string, unknown> = {};
  const fill = (field: string, attribute: string, content: unknown): void => {
    if (Object.hasOwn(data, field) || content === undefined) return;
    event[field] = content;
    from.set(field, attribute);
  };
  fill('type', 'type', typeName(String(attributes.type)));
  fill('id', 'id', attributes.id);
  const type = Object.hasOwn(data, 'type') ? data.type : event.type;
  if (type === 'session' || type === 'search') fill('created_at', 'time', attributes.time ?? undefined);
  return {
    event: { ...event, ...data },
    pathOf: (path) => {
      const [, field = '', ...rest] = path.split('/');
      const attribute = from.get(field);
      return attribute === undefined ? `/data${path}` : ['', attribute, ...rest].join('/');
    },
  };
}

/** The first of them, in the order in which the codes apply. */
function attributeProblem(attributes: Attributes): Refusal | undefined {
  const has = (name: string): boolean => Object.hasOwn(attributes, name) && attributes[name] !== null;
  const missing = REQUIRED.find((name) => !has(name));
  if (missing) return refusal('missing_field', `/${missing}`, 'the attribute is required');
  if (has('data_base64')) return refusal('unknown_field', '/data_base64', 'the event must be JSON in data');
  if (!Object.hasOwn(attributes, 'data')) return refusal('missing_field', '/data', 'the field is required');

  if (attributes.specversion !== '1.0') return refusal('invalid_field', '/specversion', 'must be 1.0');
  for (const name of REQUIRED) {
    const text = attributes[name];
    if (typeof text !== 'string' || text === '') {
      return refusal('invalid_field', `/${name}`, 'must be a text that is not empty');
    }
  }
  if (has('datacontenttype') && !JSON_TYPE.test(String(attributes.datacontenttype))) {
    return refusal('invalid_field', '/datacontenttype', 'must be JSON');
  }
  if (has('time') && (typeof attributes.time !== 'string' || parseInstant(attributes.time) === undefined)) {
    return refusal('invalid_field', '/time', 'must be an RFC 3339 time with an offset, from 1970 on');
  }
  if (!isObject(attributes.data)) return refusal('invalid_field', '/data', 'must be object');
  return undefined;
}

/** `com.example.app_usage.v1` says `app_usage`. */
function typeName(type: string): string | undefined {
  return type.split('.').findLast((segment) => !VERSION.test(segment));
}

function refusal(code: RejectionCode, path: string, message: string): Refusal {
  return { code, path, message };
}
