import fc from 'fast-check';
import { createApi } from '../support/api';
import { mintToken, startInProcess } from '../support/service';
import type { InProcessService } from '../support/service';
import { anyDelivery, deliverAll } from './arbitraries/delivery';
import { anyDirectory, registerAll } from './arbitraries/directory';
import { anyEvent, anyEvents } from './arbitraries/events';
import { NOW_MS } from './arbitraries/pools';
import { anyAppUsersQuestion } from './questions/app-users';
import { anyDevinQuestion } from './questions/devin';
import { anyEngagementQuestion } from './questions/engagement';
import { expectModelAnswers } from './questions/question';
import { freshTenant, runs } from './runs';

let service: InProcessService;

beforeAll(async () => {
  service = await startInProcess(() => new Date(NOW_MS));
});
afterAll(() => service.stop());

test("whatever arrives in whatever order, cut and repeated, every answer is the model's", async () => {
  const anyCase = anyEvents(anyEvent, 40).chain((events) =>
    fc.record({
      events: fc.constant(events),
      delivery: anyDelivery(events),
      directory: anyDirectory,
      questions: fc
        .tuple(
          fc.array(anyDevinQuestion, { minLength: 6, maxLength: 6 }),
          fc.array(anyEngagementQuestion, { minLength: 4, maxLength: 4 }),
          fc.array(anyAppUsersQuestion, { minLength: 4, maxLength: 4 }),
        )
        .map((families) => families.flat()),
    }),
  );
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
