import { createRandom } from '../../scripts/demo/random';
import type { SentEvent } from '../model/sent-event';

const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.parse('2023-11-06T00:00:00Z');

/**
 * Events as a history of commits gives them: years with bursts, gaps and quiet weekends, a few people who do most of it, some
 * of them in several organizations. Always the same ones.
 */
export function commitLikeEvents(count: number): SentEvent[] {
  const random = createRandom('commits');
  const events: SentEvent[] = [];
  for (let dayMs = FIRST_DAY_MS; events.length < count; dayMs += DAY_MS) {
    const isWeekend = [0, 6].includes(new Date(dayMs).getUTCDay());
    const isGap = random.chance(0.1);
    const busy = isGap ? 0 : random.poisson((isWeekend ? 2 : 9) * Math.min(4, random.logNormal()));
    for (let index = 0; index < busy; index += 1) {
      const user = Math.floor(120 * random.next() ** 3);
      const org = random.chance(0.8) ? user % 4 : random.below(4);
      const type = random.chance(0.88) ? 'session' : 'search';
      events.push({
        type,
        id: `${type}-${events.length}`,
        org_id: `org-${org}`,
        user_id: `u_${user}`,
        created_at: new Date(dayMs + random.below(DAY_MS)).toISOString(),
      });
    }
  }
  return events.slice(0, count);
}
