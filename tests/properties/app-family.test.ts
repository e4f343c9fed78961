import fc from 'fast-check';
import type { SentEvent } from '../model/sent-event';
import { createApi } from '../support/api';
import { mintToken, startInProcess } from '../support/service';
import type { InProcessService } from '../support/service';
import { anyDelivery, deliverAll } from './arbitraries/delivery';
import { anyDirectory, registerAll } from './arbitraries/directory';
import { anyDayReport, anyEvents, anyInterval } from './arbitraries/events';
import { APP_IDS, CLIENT_IDS, NOW_MS, USER_IDS } from './arbitraries/pools';
import { anyAppFamilyQuestion } from './questions/app-family';
import { expectModelAnswers } from './questions/question';
import { freshTenant, runs } from './runs';

let service: InProcessService;

beforeAll(async () => {
  service = await startInProcess(() => new Date(NOW_MS));
});
afterAll(() => service.stop());

const anyCase = fc.constantFrom(...CLIENT_IDS).chain((client_id) => {
  const ofClient = (event: SentEvent): SentEvent => ({ ...event, client_id }) as SentEvent;
  return anyEvents(fc.oneof(anyInterval, anyDayReport).map(ofClient), 50).chain((events) =>
    fc.record({
      events: fc.constant(events),
      delivery: anyDelivery(events),
      directory: anyDirectory,
      questions: fc.array(anyAppFamilyQuestion(client_id, APP_IDS, USER_IDS), {
        minLength: 12,
        maxLength: 12,
      }),
    }),
  );
});

test("the list, the detail and the activity of apps and a user's apps are the model's", async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ events, delivery, directory, questions }) => {
      const api = createApi(service.url, mintToken({ tenant: freshTenant() }));
      await registerAll(api, directory);
      await deliverAll(api, delivery);
      await expectModelAnswers(api, { ...directory, events }, questions);
    }),
    runs(8),
  );
});
