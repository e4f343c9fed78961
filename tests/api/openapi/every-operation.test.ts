import { FORMATS, MEDIA_TYPES } from '../../../services/platform/formats/format';
import type { OperationDescription } from '../../../services/platform/openapi/description';
import { expectDescribed } from '../../support/described-answer';
import { examplePath, EXAMPLES_NOW, OPERATIONS, sendExamples } from '../../support/examples';
import { startInProcess } from '../../support/service';
import type { InProcessService } from '../../support/service';
import { mintToken } from '../../support/tokens';

const GUARDED = OPERATIONS.filter(({ permission }) => permission !== undefined);
const READS = GUARDED.filter(({ method }) => method === 'get');
const LISTS = READS.filter(({ hasFormats }) => hasFormats === true);

let service: InProcessService;
const everything = mintToken({ tenant: 'acme' });

beforeAll(async () => {
  service = await startInProcess(() => EXAMPLES_NOW);
  await sendExamples(service.url, everything);
});

afterAll(() => service.stop());

/** Asks the operation's example, checks that the answer is described, and gives its status and headers. */
async function ask(
  operation: OperationDescription,
  headers: Readonly<Record<string, string>>,
  moreQuery: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly headers: Headers }> {
  const method = operation.method.toUpperCase();
  const example = { ...operation.example, query: { ...operation.example.query, ...moreQuery } };
  const path = examplePath(operation.path, example);
  const response = await fetch(`${service.url}${path}`, { method, headers });
  const contentType = response.headers.get('content-type');
  const isJson = contentType !== null && /^application\/(problem\+)?json$/.test(contentType);
  const body: unknown = isJson ? await response.json() : await response.arrayBuffer();
  expectDescribed({ method, path, status: response.status, contentType, body });
  return response;
}

test.each(GUARDED)(
  '$operationId refuses as the document says who has no token, or no permission',
  async (operation) => {
    expect(await ask(operation, {})).toMatchObject({ status: 401 });
    const authorization = `Bearer ${mintToken({ tenant: 'acme', permissions: [] })}`;
    expect(await ask(operation, { authorization })).toMatchObject({ status: 403 });
  },
);

test.each(GUARDED)('$operationId takes the permission that the document names', async (operation) => {
  const permissions = [operation.permission ?? ''];
  const authorization = `Bearer ${mintToken({ tenant: 'acme', permissions })}`;
  expect((await ask(operation, { authorization })).status).not.toBe(403);
});

test.each(READS.filter(({ isNeverTheSame }) => isNeverTheSame !== true))(
  '$operationId answers 304 to its own ETag',
  async (operation) => {
    const authorization = `Bearer ${everything}`;
    const etag = (await ask(operation, { authorization })).headers.get('etag') ?? '';
    expect(await ask(operation, { authorization, 'if-none-match': etag })).toMatchObject({ status: 304 });
  },
);

test.each(LISTS)(
  '$operationId answers in every format that the document names, and in no other',
  async (operation) => {
    const authorization = `Bearer ${everything}`;
    for (const format of FORMATS) {
      const response = await ask(operation, { authorization }, { format });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')?.split(';')[0]).toBe(MEDIA_TYPES[format]);
    }
    expect([400, 422]).toContain((await ask(operation, { authorization }, { format: 'xml' })).status);
  },
);
