import fc from 'fast-check';
import type { World } from '../model/world';
import { createApi } from '../support/api';
import { mintToken, startInProcess } from '../support/service';
import type { InProcessService } from '../support/service';
import { anyDelivery, deliverAll } from './arbitraries/delivery';
import { anyDirectory, registerAll } from './arbitraries/directory';
import { anyEvent, anyEvents } from './arbitraries/events';
import { NOW_MS, USER_IDS } from './arbitraries/pools';
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

test("asked again after each request, however late its events, every answer is the model's of what was accepted until then", async () => {
  const anyCase = anyEvents(anyEvent, 30).chain((events) =>
    fc.record({
      delivery: anyDelivery(events),
      directory: anyDirectory,
      userId: fc.constantFrom(...USER_IDS),
      questions: fc
        .tuple(
          fc.array(anyDevinQuestion, { minLength: 6, maxLength: 6 }),
          fc.array(anyEngagementQuestion, { minLength: 3, maxLength: 3 }),
          fc.array(anyAppUsersQuestion, { minLength: 2, maxLength: 2 }),
        )
        .map((families) => families.flat()),
    }),
  );
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ delivery, directory, userId, questions }) => {
      const api = createApi(service.url, mintToken({ tenant: freshTenant() }));
      await registerAll(api, directory);
      let world: World = { ...directory, events: [] };
      await expectModelAnswers(api, world, questions);
      for (const batch of delivery.batches) {
        await deliverAll(api, { ...delivery, batches: [batch] });
        world = { ...world, events: [...world.events, ...batch] };
        await expectModelAnswers(api, world, questions);
      }
      expect(await api.delete(`/v1/users/${encodeURIComponent(userId)}`)).toMatchObject({ status: 200 });
      const without = <Of extends { user_id: string }>(list: readonly Of[]): Of[] =>
        list.filter(({ user_id }) => user_id !== userId);
      await expectModelAnswers(
        api,
        { ...world, events: without(world.events), users: without(world.users) },
        questions,
      );
    }),
    runs(2),
  );
});
