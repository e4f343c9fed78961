import { buildDocument } from '../../../services/platform/openapi/build-document';
import { SOURCES } from '../../../services/platform/openapi/sources';
import { expectDescribed } from '../../support/described-answer';
import { examplePath, EXAMPLES_NOW, OPERATIONS } from '../../support/examples';
import { startInProcess } from '../../support/service';
import type { InProcessService } from '../../support/service';
import { mintToken } from '../../support/tokens';

let service: InProcessService;
const authorization = `Bearer ${mintToken({ tenant: 'acme' })}`;

beforeAll(async () => {
  service = await startInProcess(() => EXAMPLES_NOW);
});

afterAll(() => service.stop());

test.each(OPERATIONS)('the example of $operationId runs and answers as the document says', async (operation) => {
  const { example } = operation;
  const method = operation.method.toUpperCase();
  const path = examplePath(operation.path, example);
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: { authorization, ...(example.body !== undefined && { 'content-type': 'application/json' }) },
    ...(example.body !== undefined && { body: JSON.stringify(example.body) }),
  });
  const contentType = response.headers.get('content-type');
  const text = await response.text();
  const body: unknown = contentType === 'application/json' ? JSON.parse(text) : text;

  expect(response.status).toBe(200);
  expectDescribed({ method, path, status: response.status, contentType, body });
  if (example.answer !== undefined) expect(body).toEqual(example.answer);
});

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
