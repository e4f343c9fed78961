import { buildDocument } from '../../../services/platform/openapi/build-document';
import { SOURCES } from '../../../services/platform/openapi/sources';
import { expectDescribed } from '../../support/described-answer';
import { callExample, examplePath, EXAMPLES_NOW, OPERATIONS } from '../../support/examples';
import { startInProcess } from '../../support/service';
import type { InProcessService } from '../../support/service';
import { mintToken } from '../../support/tokens';

let service: InProcessService;
const token = mintToken({ tenant: 'acme' });

beforeAll(async () => {
  service = await startInProcess(() => EXAMPLES_NOW);
});

afterAll(() => service.stop());

test.each(OPERATIONS)(
  'the example of $operationId runs and answers as the document says',
  async (operation) => {
    const { example, method } = operation;
    const response = await callExample(service.url, token, operation);
    const contentType = response.headers.get('content-type');
    const text = await response.text();
    const body: unknown = contentType === 'application/json' ? JSON.parse(text) : text;

    expect(response.status).toBe(200);
    const path = examplePath(operation.path, example);
    expectDescribed({ method: method.toUpperCase(), path, status: 200, contentType, body });
    if (example.answer !== undefined) expect(body).toEqual(example.answer);
  },
);

test('the document is served as it is built', async () => {
  const response = await fetch(`${service.url}/openapi.json`);
  expect(await response.json()).toEqual(buildDocument(SOURCES));
});

test('the reference page shows every operation and runs no script', async () => {
  const response = await fetch(`${service.url}/docs`);
  const page = await response.text();
  for (const { operationId } of OPERATIONS) expect(page).toContain(`id="${operationId}"`);
  expect(page).not.toMatch(/<script|<link|src=|@import|url\(/i);
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
});
