import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { jwtVerify } from 'jose';
import { bodyItems } from '../../../services/ingest/events/body-items';
import { checkEvent, isRefusal } from '../../../services/ingest/events/check-event';
import { unwrapCloudEvent } from '../../../services/ingest/events/cloud-event';
import type { BodyForm } from '../../../services/ingest/events/media-type';
import { bodyForm, EVENT_FORMS } from '../../../services/ingest/events/media-type';
import { RequestRefusal } from '../../../services/ingest/events/request-refusal';
import { readQuarantineQuery } from '../../../services/ingest/quarantine/quarantine-parameters';
import { REJECTION_CODES } from '../../../services/ingest/rejection';
import { parseDate, parseInstant } from '../../../services/ingest/time/rfc3339';
import { principalOf } from '../../../services/platform/tokens/claims';
import { createTokenVerifier } from '../../../services/platform/tokens/token-verifier';
import { QueryCursors } from '../../../services/query/apps/cursor';
import { Refused } from '../../../services/query/apps/errors';
import { parseInstant as parseDashboardInstant } from '../../../services/query/engagement/date-parameters';
import type { Target } from './fuzz';
import { dayByCalendar, instantByPattern, parsed, textOf } from './oracles';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const PLACE =
  '"user_id":"u","client_id":"aa7cf840-9ca9-46a3-9778-9015d6580d50","app_id":"f1a2b3c4-d5e6-7890-abcd-ef1234567890","platform":"web"';
const EVENTS = [
  '{"type":"search","id":"a","user_id":"u","org_id":"o","created_at":"2026-02-01T00:00:00Z"}',
  '{"type":"session","id":"a","user_id":"u","org_id":"o","created_at":"2026-02-01T00:00:00Z","ended_at":"2026-02-01T01:00:00Z","acus":1.5,"origin":"web","size":"m","pull_requests":[{"id":"p","state":"open"}]}',
  `{"type":"app_usage","id":"a",${PLACE},"started_at":"2026-02-01T00:00:00Z","ended_at":"2026-02-01T01:00:00+01:00"}`,
  `{"type":"app_usage","id":"a",${PLACE},"activity_date":"2026-02-01","active_ms":1000,"session_count":2}`,
];
const CLOUD_EVENT = `{"specversion":"1.0","id":"c","source":"/s","type":"com.x.search.v1","time":"2026-02-01T00:00:00Z","data":{"user_id":"u","org_id":"o"}}`;
const JSON_WORDS = ['{', '}', '[', ']', ',', ':', '"', '\\"', '\\u0000', '\\ud800', 'null', 'true', '1e999', '-0', '\n', '\r\n', '\ufeff', '"__proto__":', '"data":', '"type":"session"', '[]', '{}', '"data_base64":', '9007199254740993']; // prettier-ignore

/** Whatever a reader refuses is refused with the error that it declares, and it always ends. */
function declared<Value>(read: () => Value, isDeclared: (error: unknown) => boolean): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!isDeclared(error)) throw error;
    return undefined;
  }
}

/** The first byte says which form the rest is read as. */
function checkBodyItems(input: Buffer): void {
  const form = EVENT_FORMS[(input[0] ?? 0) % EVENT_FORMS.length] ?? 'json';
  const body = input.subarray(1);
  const items = declared(
    () => [...bodyItems(body, form)],
    (error) => error instanceof RequestRefusal,
  );
  const mark = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
  const values = expectedValues(body.subarray(mark), form);
  ok((items === undefined) === (values === undefined), 'the second reader takes it otherwise');
  if (!items || !values) return;
  deepStrictEqual(
    items.map((item) => ('value' in item ? item.value : undefined)),
    values,
  );
  for (const item of items) if ('value' in item) checkOne(item.value, form);
}

/** The same body by JSON.parse alone: the values, undefined in place of one that is none, undefined where the body is refused. */
function expectedValues(body: Buffer, form: BodyForm): unknown[] | undefined {
  if (form === 'ndjson') {
    const lines = splitLines(body).filter((line) => !/^[ \t\r]*$/.test(line.toString('latin1')));
    const values = lines.map((line) => parsed(textOf(line) ?? '')?.value);
    return values.length === 0 ? undefined : values;
  }
  const whole = parsed(textOf(body) ?? '');
  if (whole === undefined || typeof whole.value !== 'object' || whole.value === null) return undefined;
  const isArray = Array.isArray(whole.value);
  if ((form === 'cloudevent' && isArray) || (form === 'cloudevents' && !isArray)) return undefined;
  return isArray ? (whole.value as unknown[]) : [whole.value];
}

function splitLines(body: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (const [at, byte] of body.entries()) {
    if (byte !== 10) continue;
    lines.push(body.subarray(from, at));
    from = at + 1;
  }
  return [...lines, body.subarray(from)];
}

/** An event is taken or refused with one of the declared codes, and the same way again. */
function checkOne(value: unknown, form: BodyForm): void {
  const unwrapped = form.startsWith('cloudevent') ? unwrapCloudEvent(value) : { event: value };
  if ('code' in unwrapped) {
    ok(REJECTION_CODES.includes(unwrapped.code));
    return;
  }
  const context = {
    nowMs: NOW.getTime(),
    principal: { orgs: undefined, clients: undefined },
    isKnownClient: () => true,
  };
  const result = checkEvent(unwrapped.event, context);
  if (isRefusal(result)) ok(REJECTION_CODES.includes(result.code));
  deepStrictEqual(checkEvent(structuredClone(unwrapped.event), context), result);
}

const CURSORS = new QueryCursors('a-key-for-tests', ['a', 1]);
const SEALED = [
  CURSORS.seal({ number: '12', name: 'ann', id: 'u-1' }),
  CURSORS.seal({ number: null, name: '', id: '日本' }),
  new QueryCursors('a-key-for-tests', ['another']).seal({ number: '1', name: 'a', id: 'b' }),
];
const QUARANTINE_CURSOR = '1772366400000_aa7cf840-9ca9-46a3-9778-9015d6580d50';

function checkCursor(input: Buffer): void {
  const text = input.toString('latin1');
  const position = declared(
    () => CURSORS.open(text),
    (error) => error instanceof Refused,
  );
  if (position) strictEqual(CURSORS.seal(position), text);
  const query = new URLSearchParams(text.includes('=') ? text : { cursor: text });
  const read = declared(
    () => readQuarantineQuery(query),
    (error) => error instanceof RequestRefusal,
  );
  if (read) ok(Number.isSafeInteger(read.after.atMs) && read.pageSize >= 1 && read.pageSize <= 1_000);
}

const SECRET = 'a-secret-for-tests-that-is-long-enough';
const verify = createTokenVerifier({ secret: SECRET, issuer: 'headcount', audience: 'headcount' });
const CLAIMS =
  '{"iss":"headcount","aud":"headcount","exp":4102444800,"sub":"s","tenant":"t","permissions":["operate"],"orgs":["*"],"clients":["a"]}';
const HEADER = '{"alg":"HS256","typ":"JWT"}';

/** Header and claims, split at the first NUL, as a token that is rightly signed; anything without a NUL as it is. */
async function checkToken(input: Buffer): Promise<void> {
  const end = input.indexOf(0);
  const signed = end < 0 ? undefined : sign(input.subarray(0, end), input.subarray(end + 1));
  const token = signed ?? input.toString('latin1');
  const principal = await verify(token, NOW);
  const other = await jwtVerify(token.replace(/^cog_/, ''), new TextEncoder().encode(SECRET), {
    algorithms: ['HS256'],
    issuer: 'headcount',
    audience: 'headcount',
    currentDate: NOW,
    clockTolerance: 30,
  }).catch(() => undefined);
  if (principal === null) return;
  ok(other, 'the second library refuses it');
  deepStrictEqual(principal, principalOf(other.payload));
  const { tenant, sub } = parsed(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    ?.value as Record<string, unknown>;
  deepStrictEqual([principal.tenant, principal.subject], [tenant, sub]);
}

function sign(header: Buffer, claims: Buffer): string {
  const text = `${header.toString('base64url')}.${claims.toString('base64url')}`;
  return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`;
}

function checkDates(input: Buffer): void {
  const text = input.toString('latin1');
  strictEqual(parseInstant(text), instantByPattern(text));
  strictEqual(parseDate(text), dayByCalendar(text));
  const shown = parseDashboardInstant(text);
  if (shown !== null) strictEqual(new Date(shown).toISOString(), text);
  const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? instantByPattern(text) : undefined;
  if (date !== undefined && !text.includes(':60')) strictEqual(shown, date);
}

function checkContentType(input: Buffer): void {
  const form = declared(
    () => bodyForm(input.toString('latin1'), EVENT_FORMS),
    (error) => error instanceof RequestRefusal,
  );
  if (form !== undefined) ok(EVENT_FORMS.includes(form));
}

export const TARGETS: readonly Target[] = [
  {
    name: 'bodies',
    seeds: [
      ...EVENTS.map((event) => `\0${event}`),
      `\0[${EVENTS.join(',')}]`,
      `\u0001${EVENTS.join('\n')}\n`,
      `\u0002${CLOUD_EVENT}`,
      `\u0003[${CLOUD_EVENT}]`,
    ],
    words: JSON_WORDS,
    check: checkBodyItems,
  },
  { name: 'cursors', seeds: [...SEALED, QUARANTINE_CURSOR, `cursor=${QUARANTINE_CURSOR}&state=open&page_size=10&from=2026-01-01T00:00:00Z`], words: ['_', '-', '==', '&cursor=', '&code=', 'page_size=1', 'A'], check: checkCursor },
  { name: 'tokens', seeds: [`${HEADER}\0${CLAIMS}`, sign(Buffer.from(HEADER), Buffer.from(CLAIMS)), `cog_${sign(Buffer.from(HEADER), Buffer.from(CLAIMS))}`], words: [...JSON_WORDS, '"alg":"none"', '"crit":["b64"]', '"b64":false', '"nbf":9999999999', '"exp":0', '"exp":"4102444800"', '"aud":["x","headcount"]', '.', 'cog_', '"zip":"DEF"', '"kid":null', '"orgs":null', '"typ":"JWE"'], check: checkToken },
  { name: 'dates', seeds: ['2026-02-28T23:59:60Z', '2026-03-01T12:00:00.123+05:30', '2026-03-01', '2016-12-31T23:59:60.5Z', '1970-01-01t00:00:00z', '9999-12-31T23:59:59.999Z', '0000-02-29'], words: ['T', 'Z', '+00:00', '-23:59', ':60', '.999', '24:00', '02-29', '1900', '2000', '+002026', '0099'], check: checkDates },
  { name: 'content types', seeds: ['application/json', 'application/x-ndjson; charset=utf-8', 'application/cloudevents+json;charset="UTF-8"'], words: ['; charset=', '"', ';', '/', 'utf-8', 'latin1', ' ', '='], check: checkContentType },
]; // prettier-ignore
