import { isUtf8 } from 'node:buffer';
import type { Refusal } from '../rejection';
import { BODY_LIMITS } from './body-limits';
import { arrayElements, endOfSpace } from './json-text';
import type { BodyForm } from './media-type';
import { badBody, tooLarge } from './request-refusal';

/** One event of a body as it was sent: what it says, or why it says nothing. */
export type BodyItem =
  | { readonly raw: string; readonly value: unknown }
  | { readonly raw: string | Buffer; readonly refusal: Refusal };

/**
 * The events of a decoded body one by one, in order (contract 4). Lazy, so that the caller can let others run in between.
 * Throws RequestRefusal: 400 for a body that is empty, not JSON or a scalar, 413 for too many events.
 */
export function* bodyItems(body: Buffer, form: BodyForm): Generator<BodyItem, void> {
  const bytes = withoutByteOrderMark(body);
  const items = form === 'ndjson' ? ndjsonItems(bytes) : jsonItems(bytes, form);
  let count = 0;
  for (const item of items) {
    if (++count > BODY_LIMITS.maxEvents) {
      throw tooLarge(`A request holds at most ${BODY_LIMITS.maxEvents} events.`);
    }
    yield item;
  }
  if (count === 0 && form === 'ndjson') throw emptyBody();
}

/** Which of an object and an array a body may be, and what to say of another. */
const SHAPES = {
  json: { starts: '{[', otherwise: 'The body must be a JSON object or an array of them.' },
  cloudevent: { starts: '{', otherwise: 'The body must be a JSON object.' },
  cloudevents: { starts: '[', otherwise: 'The body must be an array of JSON objects.' },
} as const;

function* jsonItems(bytes: Buffer, form: keyof typeof SHAPES): Generator<BodyItem, void> {
  if (!isUtf8(bytes)) throw badBody('The body is not UTF-8.');
  const text = bytes.toString();
  const start = endOfSpace(text, 0);
  if (start === text.length) throw emptyBody();
  const { starts, otherwise } = SHAPES[form];
  if (!starts.includes(text[start] ?? '')) throw badBody(otherwise);
  if (text[start] === '[') {
    for (const element of arrayElements(text, start)) {
      if (element === undefined) throw notJson();
      yield readJson(element) ?? fail(notJson());
    }
  } else {
    yield readJson(text) ?? fail(notJson());
  }
}

function* ndjsonItems(bytes: Buffer): Generator<BodyItem, void> {
  for (const line of isUtf8(bytes) ? textLines(bytes.toString()) : byteLines(bytes)) yield readItem(line);
}

/** One event as it was sent: text, or bytes where it is not UTF-8. */
export function readItem(raw: string | Buffer): BodyItem {
  if (typeof raw !== 'string') return { raw, refusal: malformed('the line is not UTF-8') };
  return readJson(raw) ?? { raw, refusal: malformed('the line is not JSON') };
}

/** The lines that are not blank, without the space before them: a body of nothing but newlines costs one search. */
function* textLines(text: string): Generator<string> {
  for (let from = endOfSpace(text, 0); from < text.length; from = endOfSpace(text, from)) {
    const newline = text.indexOf('\n', from);
    const end = newline === -1 ? text.length : newline;
    yield text.slice(from, end);
    from = end;
  }
}

/** The same for a body that is not UTF-8 as a whole; lines that are not stay bytes. */
function* byteLines(bytes: Buffer): Generator<string | Buffer> {
  for (let from = 0; from < bytes.length; from++) {
    if (isSpace(bytes[from])) continue;
    const newline = bytes.indexOf('\n', from);
    const end = newline === -1 ? bytes.length : newline;
    const line = bytes.subarray(from, end);
    yield isUtf8(line) ? line.toString() : line;
    from = end;
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Undefined where the text is not JSON. */
function readJson(raw: string): BodyItem | undefined {
  if (raw.length > BODY_LIMITS.largeEventCharacters && holdsTooManyValues(raw)) {
    const message = `an event holds at most ${BODY_LIMITS.maxValuesOfLargeEvent} values`;
    return { raw, refusal: { code: 'invalid_event', path: '', message } };
  }
  try {
    return { raw, value: JSON.parse(raw) };
  } catch {
    return undefined;
  }
}

function holdsTooManyValues(text: string): boolean {
  let count = 0;
  for (let at = 0; at < text.length && count <= BODY_LIMITS.maxValuesOfLargeEvent; at++) {
    const character = text[at];
    if (character === ',' || character === '{' || character === '[') count++;
  }
  return count > BODY_LIMITS.maxValuesOfLargeEvent;
}

function withoutByteOrderMark(body: Buffer): Buffer {
  const hasMark = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  return hasMark ? body.subarray(3) : body;
}

function malformed(message: string): Refusal {
  return { code: 'malformed_json', path: '', message };
}

function emptyBody(): Error {
  return badBody('The body is empty.');
}

function notJson(): Error {
  return badBody('The body is not JSON.');
}

function fail(error: Error): never {
  throw error;
}
