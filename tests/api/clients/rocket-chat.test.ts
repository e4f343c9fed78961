import { RestClient } from '@rocket.chat/api-client';
import { describedExample, EXAMPLES_NOW, sendExamples } from '../../support/examples';
import { startInProcess } from '../../support/service';
import type { InProcessService } from '../../support/service';
import { mintToken } from '../../support/tokens';

/** What its own types say without the packages that list Rocket.Chat's endpoints. */
interface Client {
  get(endpoint: string, params: Readonly<Record<string, string>>): Promise<unknown>;
}

const SUBJECT = '2tTEqR7ZNMJ4HGGNa';
const ENDPOINTS = [
  'getEngagementActiveUsers',
  'getEngagementNewUsers',
  'getEngagementUsersByTimeOfDay',
  'getEngagementBusierHours',
  'getEngagementBusierDays',
] as const;

let service: InProcessService;

beforeAll(async () => {
  service = await startInProcess(() => EXAMPLES_NOW);
  await sendExamples(service.url, mintToken({ tenant: 'acme' }));
});

afterAll(() => service.stop());

function clientOf(token: string, userId = SUBJECT): Client {
  const credentials = { 'X-Auth-Token': token, 'X-User-Id': userId };
  return new RestClient({ baseUrl: service.url, credentials });
}

/** The status and body that the client rejects with. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  const response = await call.then(
    () => {
      throw new Error('the call succeeded');
    },
    (error: unknown) => error as Response,
  );
  return { status: response.status, body: await response.json() };
}

describe.each(ENDPOINTS)("Rocket.Chat's own client and %s", (operationId) => {
  const { path, example } = describedExample(operationId);
  const endpoint = path.replace('/api', '');
  const query = example.query as Readonly<Record<string, string>>;

  test('reads what the example says', async () => {
    const token = mintToken({ tenant: 'acme', sub: SUBJECT, permissions: ['view-engagement-dashboard'] });
    expect(await clientOf(token).get(endpoint, query)).toEqual(example.answer);
  });

  test('is refused by the errors it knows', async () => {
    const viewer = mintToken({ tenant: 'acme', sub: SUBJECT, permissions: ['view-engagement-dashboard'] });
    const other = mintToken({ tenant: 'acme', sub: SUBJECT, permissions: ['ingest-events'] });
    const notLoggedIn = 'You must be logged in to do this.';
    expect(await refusal(clientOf(viewer, 'somebody-else').get(endpoint, query))).toEqual({
      status: 401,
      body: { success: false, error: notLoggedIn, status: 'error', message: notLoggedIn },
    });
    expect(await refusal(clientOf(other).get(endpoint, query))).toEqual({
      status: 403,
      body: {
        success: false,
        error: 'User does not have the permissions required for this action [error-unauthorized]',
      },
    });
    expect(await refusal(clientOf(viewer).get(endpoint, { ...query, start: '2023-10-05' }))).toEqual({
      status: 400,
      body: { success: false, error: 'Match error: Failed Match.Where validation in field start' },
    });
  });
});
