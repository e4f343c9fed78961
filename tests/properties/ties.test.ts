import fc from 'fast-check';
import { settle } from '../model/facts';
import type { Facts } from '../model/facts';
import type { SentEvent } from '../model/sent-event';
import { createApi } from '../support/api';
import type { Api } from '../support/api';
import { mintToken, startInProcess } from '../support/service';
import type { InProcessService } from '../support/service';
import { registerAll } from './arbitraries/directory';
import { anyDayReport, anyInterval } from './arbitraries/events';
import { CLIENT_ZONES, NOW_MS } from './arbitraries/pools';
import { anyAppUsersCallOn } from './questions/app-users';
import { appUsers } from '../model/apps/app-users';
import { freshTenant, runs } from './runs';

let service: InProcessService;

beforeAll(async () => {
  service = await startInProcess(() => new Date(NOW_MS));
});
afterAll(() => service.stop());

const clients = Object.entries(CLIENT_ZONES).map(([client_id, timezone]) => ({
  client_id,
  zones: [{ valid_from_ms: 0, timezone }],
}));
const directory = { clients, users: [], apps: [] };

/** An app usage event and the same version of it with other figures. */
const anyTie = fc
  .tuple(fc.oneof(anyInterval, anyDayReport), fc.integer({ min: 5, max: 9 }))
  .map(([event, session_count]) => [event, { ...event, active_ms: 0, session_count }] as const);

test('of equal versions with different content every answer takes the same one, whatever comes first', async () => {
  const anyCase = anyTie.chain((tie) => {
    const { client_id, app_id } = tie[0];
    return fc.record({
      tie: fc.constant(tie),
      calls: fc.array(anyAppUsersCallOn(client_id, app_id), { minLength: 4, maxLength: 4 }),
    });
  });
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ tie: [one, other], calls }) => {
      const expectedOf = (facts: Facts): unknown[] => calls.map(({ question }) => appUsers(facts, question));
      const either = [expectedOf(factsOf(one, other)), expectedOf(factsOf(other, one))];

      const answers: unknown[] = [];
      for (const order of [
        [one, other],
        [other, one, other],
      ]) {
        const api = createApi(service.url, mintToken({ tenant: freshTenant() }));
        await registerAll(api, directory);
        for (const event of order) expect((await api.postEvents([event])).status).toBe(200);
        answers.push(await bodiesOf(api, calls));
      }
      expect(answers[1]).toEqual(answers[0]);
      expect(either).toContainEqual(answers[0]);
    }),
    runs(6),
  );
});

/** The model takes the first of two equal versions. */
function factsOf(...events: SentEvent[]): Facts {
  return settle({ ...directory, events });
}

async function bodiesOf(api: Api, questions: readonly { readonly path: string }[]): Promise<unknown[]> {
  const bodies: unknown[] = [];
  for (const { path } of questions) bodies.push((await api.get(path)).body);
  return bodies;
}
