import fc from 'fast-check';
import type { SentEvent } from '../model/sent-event';
import { createApi } from '../support/api';
import { mintToken, startInProcess } from '../support/service';
import type { InProcessService } from '../support/service';
import { anyDelivery, deliverAll } from './arbitraries/delivery';
import { anyDirectory, registerAll } from './arbitraries/directory';
import { anyDayReport, anyEvents, anyInterval } from './arbitraries/events';
import { APP_IDS, CLIENT_IDS, NOW_MS } from './arbitraries/pools';
import { anyAppUsersQuestionOn } from './questions/app-users';
import { expectModelAnswers } from './questions/question';
import { freshTenant, runs } from './runs';

let service: InProcessService;

beforeAll(async () => {
  service = await startInProcess(() => new Date(NOW_MS));
});
afterAll(() => service.stop());

/** Everybody uses one app of one client, so that rows, ties and comparisons abound. */
const anyCase = fc.constantFrom(...CLIENT_IDS).chain((client_id) => {
  const [app_id] = APP_IDS;
  const onOneApp = (event: SentEvent): SentEvent => ({ ...event, client_id, app_id }) as SentEvent;
  return anyEvents(fc.oneof(anyInterval, anyDayReport).map(onOneApp), 50).chain((events) =>
    fc.record({
      events: fc.constant(events),
      delivery: anyDelivery(events),
      directory: anyDirectory,
      questions: fc.array(anyAppUsersQuestionOn(client_id, app_id), { minLength: 8, maxLength: 8 }),
    }),
  );
});

test("the users of a busy app are the model's, in every order and comparison", async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ events, delivery, directory, questions }) => {
      const api = createApi(service.url, mintToken({ tenant: freshTenant() }));
      await registerAll(api, directory);
      await deliverAll(api, delivery);
      await expectModelAnswers(api, { ...directory, events }, questions);
    }),
    runs(9),
  );
});
