import type { Reply } from './calls';

function onlyDetail(body: Readonly<Record<string, unknown>>): void {
  expect(Object.keys(body)).toEqual(['detail']);
}

/** The keys that a refusal has in each family. */
const REFUSALS: Readonly<Record<string, (body: Readonly<Record<string, unknown>>, reply: Reply) => void>> = {
  machine: (body, { status, headers }) => {
    expect(headers['content-type']).toBe('application/problem+json');
    expect(body).toMatchObject({ type: 'about:blank', status });
    expect([typeof body.title, typeof body.detail]).toEqual(['string', 'string']);
  },
  devin: onlyDetail,
  metrics: onlyDetail,
  engagement: (body) => {
    expect(body).toMatchObject({ success: false });
    expect(typeof body.error).toBe('string');
  },
  apps: (body) => {
    expect(Object.keys(body)).toEqual(['error']);
    expect(Object.keys(body.error as object)).toEqual(['code', 'message', 'details']);
  },
};

/** What must never leave the process, whatever was sent. */
const INSIDES =
  /SELECT |FROM headcount|DB::Exception|Code: \d|\bat .*\.(js|ts):\d|node_modules|ClickHouse|chdb/;

/** A success, or a refusal with a 4xx in the family's shape; nothing of the inside shows. */
export function expectClearAnswer(family: string, reply: Reply): void {
  const { status, headers, text } = reply;
  if (status >= 500 || status < 200) throw new Error(`answered ${status}: ${text.slice(0, 500)}`);
  expect(headers['x-request-id']).toMatch(/^[A-Za-z0-9._-]{1,128}$/);
  if (status < 400) return;
  REFUSALS[family]?.(JSON.parse(text) as Readonly<Record<string, unknown>>, reply);
  // The app family repeats what was sent (seed 004), so its refusals may hold anything.
  if (family !== 'apps') expect(text).not.toMatch(INSIDES);
}
