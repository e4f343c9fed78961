import type { Format } from '../../platform/formats/format';
import { FORMATS, isFormat } from '../../platform/formats/format';
import { badBody } from '../events/request-refusal';
import type { RejectionCode } from '../rejection';
import { REJECTION_CODES } from '../rejection';
import { parseInstant } from '../time/rfc3339';

export const QUARANTINE_STATES = ['open', 'taken', 'all'] as const;
export type QuarantineState = (typeof QUARANTINE_STATES)[number];

/** Which entries are asked for, and from which place on. */
export interface QuarantineQuery {
  readonly code: RejectionCode | '';
  readonly state: QuarantineState;
  readonly fromMs: number;
  readonly toMs: number;
  readonly pageSize: number;
  readonly after: Place;
  /** Undefined: the `Accept` header decides. */
  readonly format: Format | undefined;
}

/** A place in the order of the quarantine: after this entry. */
export interface Place {
  readonly atMs: number;
  readonly id: string;
}

const BEGINNING: Place = { atMs: -1, id: '00000000-0000-0000-0000-000000000000' };
const CURSOR = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const [DEFAULT_PAGE, MAX_PAGE] = [100, 1_000];
const FAR_MS = Date.parse('2200-01-01');

/** Reads the parameters of both endpoints. Throws RequestRefusal (400) naming the first that is wrong. */
export function readQuarantineQuery(query: URLSearchParams): QuarantineQuery {
  const one = (name: string): string | undefined => {
    const [value, ...more] = query.getAll(name);
    if (more.length > 0) throw badBody(`${name} must be given only once.`);
    return value;
  };
  const word = <Word extends string>(name: string, words: readonly Word[]): Word | undefined => {
    const value = one(name);
    const known = words.find((candidate) => candidate === value);
    if (value !== undefined && known === undefined) {
      throw badBody(`${name} must be one of ${words.join(', ')}.`);
    }
    return known;
  };
  const instant = (name: string): number | undefined => {
    const value = one(name);
    const atMs = value === undefined ? undefined : parseInstant(value);
    if (value !== undefined && atMs === undefined) throw badBody(`${name} must be a time of RFC 3339.`);
    return atMs;
  };
  const format = one('format');
  if (format !== undefined && !isFormat(format))
    throw badBody(`format must be one of ${FORMATS.join(', ')}.`);
  return {
    code: word('code', REJECTION_CODES) ?? '',
    state: word('state', QUARANTINE_STATES) ?? 'open',
    fromMs: instant('from') ?? 0,
    toMs: instant('to') ?? FAR_MS,
    pageSize: pageSize(one('page_size')),
    after: placeOf(one('cursor')),
    format,
  };
}

export function cursorOf({ atMs, id }: Place): string {
  return `${atMs}_${id}`;
}

function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return BEGINNING;
  const [, atMs, id] = CURSOR.exec(cursor) ?? [];
  if (atMs === undefined || id === undefined) throw badBody('cursor must be the next_cursor of an answer.');
  return { atMs: Number(atMs), id };
}

function pageSize(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PAGE;
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (size < 1 || size > MAX_PAGE) throw badBody(`page_size must be 1 to ${MAX_PAGE}.`);
  return size;
}
