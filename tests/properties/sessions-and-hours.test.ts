import fc from 'fast-check';
import { createApi } from '../support/api';
import { mintToken, startInProcess } from '../support/service';
import type { InProcessService } from '../support/service';
import { anyDelivery, deliverAll } from './arbitraries/delivery';
import { anyEvents, anySearch, anySession } from './arbitraries/events';
import { NOW_MS } from './arbitraries/pools';
import { anyDevinCount } from './questions/devin-counts';
import { anyHoursQuestion } from './questions/engagement';
import { expectModelAnswers } from './questions/question';
import { EMPTY_WORLD } from '../model/world';
import { freshTenant, runs } from './runs';

let service: InProcessService;

beforeAll(async () => {
  service = await startInProcess(() => new Date(NOW_MS));
});
afterAll(() => service.stop());

const anyCase = anyEvents(
  fc.oneof({ weight: 3, arbitrary: anySession }, { weight: 1, arbitrary: anySearch }),
  50,
).chain((events) =>
  fc.record({
    events: fc.constant(events),
    delivery: anyDelivery(events),
    counts: fc.array(anyDevinCount, { minLength: 10, maxLength: 10 }),
    hours: fc.array(anyHoursQuestion, { minLength: 6, maxLength: 6 }),
  }),
);

test("what sessions, searches and pull requests add up to, and at which hours, is the model's", async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ events, delivery, counts, hours }) => {
      const api = createApi(service.url, mintToken({ tenant: freshTenant() }));
      await deliverAll(api, delivery);
      await expectModelAnswers(api, { ...EMPTY_WORLD, events }, [...counts, ...hours]);
    }),
    runs(7),
  );
});
