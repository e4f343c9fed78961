import fc from 'fast-check';
import { EMPTY_WORLD } from '../model/world';
import { createApi } from '../support/api';
import { mintToken, startInProcess } from '../support/service';
import type { InProcessService } from '../support/service';
import { anyDelivery, deliverAll } from './arbitraries/delivery';
import { anyEvents, anySearch, anySession } from './arbitraries/events';
import { anyInstantMs, NOW_MS, ORG_IDS } from './arbitraries/pools';
import { anyMetricsQuestion } from './questions/metrics';
import { expectModelAnswers } from './questions/question';
import { freshTenant, runs } from './runs';

let service: InProcessService;

beforeAll(async () => {
  service = await startInProcess(() => new Date(NOW_MS));
});
afterAll(() => service.stop());

/** Clock changes of these zones lie among the days of the events. */
const question = anyMetricsQuestion({
  nowMs: NOW_MS,
  anySecond: anyInstantMs.map((ms) => Math.floor(ms / 1000)),
  timezones: [
    undefined,
    'UTC',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Pacific/Chatham',
    'Australia/Lord_Howe',
    'America/New_York',
    'Europe/Berlin',
  ],
  orgIds: [...ORG_IDS, 'org-unknown'],
  longestDays: 100,
});

test("whatever arrives in whatever order, cut and repeated, every further metric is the model's", async () => {
  const anyCase = anyEvents(fc.oneof(anySession, anySearch), 40).chain((events) =>
    fc.record({
      events: fc.constant(events),
      delivery: anyDelivery(events),
      questions: fc.array(question, { minLength: 10, maxLength: 10 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ events, delivery, questions }) => {
      const api = createApi(service.url, mintToken({ tenant: freshTenant() }));
      await deliverAll(api, delivery);
      await expectModelAnswers(api, { ...EMPTY_WORLD, events }, questions);
    }),
    runs(9),
  );
});
