import Ajv from 'ajv';
import { parseDate, parseInstant } from '../time/rfc3339';
import { zoneName } from '../../platform/time/zone-name';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The formats that the schemas name: what each takes, and what to say of a text that it does not. */
const FORMATS = {
  unicode: {
    takes: (text: string) => !LONE_SURROGATE.test(text),
    otherwise: 'must hold no lone surrogates',
  },
  uuid: { takes: (text: string) => UUID.test(text), otherwise: 'must be a UUID' },
  'date-time': {
    takes: (text: string) => parseInstant(text) !== undefined,
    otherwise: 'must be an RFC 3339 time with an offset, from 1970 on',
  },
  date: {
    takes: (text: string) => parseDate(text) !== undefined,
    otherwise: 'must be a date, YYYY-MM-DD, from 1970-01-01 on',
  },
  'iana-zone': {
    takes: (text: string) => zoneName(text) !== undefined,
    otherwise: 'must be the name of an IANA time zone',
  },
} as const;

/** What to say of a text that a format does not take. */
export function formatMessage(format: string): string {
  return Object.entries(FORMATS).find(([name]) => name === format)?.[1].otherwise ?? 'is malformed';
}

/**
 * A validator that knows the formats. It stops at the first error: collecting all of a hostile body's errors would take
 * many times the memory of the body.
 */
export function createAjv(): Ajv {
  const ajv = new Ajv({ strict: true, allErrors: false });
  for (const [name, { takes }] of Object.entries(FORMATS)) ajv.addFormat(name, takes);
  return ajv;
}
