import fc from 'fast-check';
import type { World } from '../model/world';
import { createApi } from '../support/api';
import { mintToken, startInProcess } from '../support/service';
import type { InProcessService } from '../support/service';
import { anyDelivery, deliverAll } from './arbitraries/delivery';
import { anyDirectory, registerAll } from './arbitraries/directory';
import { anyEvent, anyEvents } from './arbitraries/events';
import { anyInstantMs, APP_IDS, CLIENT_IDS, NOW_MS, ORG_IDS, USER_IDS } from './arbitraries/pools';
import { anyAppFamilyQuestion } from './questions/app-family';
import { anyAppUsersQuestion } from './questions/app-users';
import { anyDevinQuestion } from './questions/devin';
import { anyDevinCount } from './questions/devin-counts';
import { anyEngagementQuestion, anyHoursQuestion } from './questions/engagement';
import { anyMetricsQuestion } from './questions/metrics';
import { expectModelAnswers } from './questions/question';
import type { Question } from './questions/question';
import { freshTenant, runs } from './runs';

let service: InProcessService;

beforeAll(async () => {
  service = await startInProcess(() => new Date(NOW_MS));
});
afterAll(() => service.stop());

const anyMetric = anyMetricsQuestion({
  nowMs: NOW_MS,
  anySecond: anyInstantMs.map((ms) => Math.floor(ms / 1000)),
  timezones: [undefined, 'Asia/Kathmandu', 'America/New_York'],
  orgIds: ORG_IDS,
  longestDays: 100,
});
const some = (question: fc.Arbitrary<Question>, count: number): fc.Arbitrary<Question[]> =>
  fc.array(question, { minLength: count, maxLength: count });
const anyQuestions = fc
  .tuple(
    some(anyDevinQuestion, 4),
    some(anyDevinCount, 6),
    some(anyEngagementQuestion, 4),
    some(anyHoursQuestion, 2),
    some(anyAppUsersQuestion, 4),
    some(
      fc.constantFrom(...CLIENT_IDS).chain((client) => anyAppFamilyQuestion(client, APP_IDS, USER_IDS)),
      8,
    ),
    some(anyMetric, 6),
  )
  .map((families) => families.flat());

/** The same world without a person. */
function without({ events, users, ...rest }: World, userId: string): World {
  return {
    ...rest,
    events: events.filter(({ user_id }) => user_id !== userId),
    users: users.filter(({ user_id }) => user_id !== userId),
  };
}

test("without an erased person every answer is the model's, also when all events are sent again", async () => {
  const anyCase = anyEvents(anyEvent, 60).chain((events) =>
    fc.record({
      events: fc.constant(events),
      delivery: anyDelivery(events),
      directory: anyDirectory,
      userId: fc.constantFrom(...USER_IDS),
      questions: anyQuestions,
    }),
  );
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ events, delivery, directory, userId, questions }) => {
      const api = createApi(service.url, mintToken({ tenant: freshTenant() }));
      const world = { ...directory, events };
      await registerAll(api, directory);
      await deliverAll(api, delivery);
      expect(await api.delete(`/v1/users/${encodeURIComponent(userId)}`)).toMatchObject({ status: 200 });
      await expectModelAnswers(api, without(world, userId), questions);

      const left = events.filter(({ user_id }) => user_id !== userId).length;
      const { body } = await api.postEvents(events.length > 0 ? events : [{}]);
      if (events.length > 0) {
        expect(body).toMatchObject({ accepted: left, rejected_count: events.length - left });
      }
      await expectModelAnswers(api, without(world, userId), questions);
    }),
    runs(3),
  );
}, 600_000);
