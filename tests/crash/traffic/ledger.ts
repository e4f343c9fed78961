import type { SentEvent } from '../../model/sent-event';
import type { World, WorldUser } from '../../model/world';
import { markOf } from './write';
import type { SentWrite, Write } from './write';

/** What a tenant was sent, in order, and what is known of each request. The model is made of what is in. */
export class Ledger {
  private readonly sent: SentWrite[] = [];
  private readonly requestsOf = new Map<number, number>();

  constructor(private readonly start: Omit<World, 'events'>) {}

  /** To be called before the request goes out: from then on it may be in. */
  send(write: Write): SentWrite {
    const sent: SentWrite = { write, mark: this.nextMark(write), state: 'doubtful' };
    this.sent.push(sent);
    return sent;
  }

  /** What is learned of one is not learned of the other. */
  copy(): Ledger {
    const other = new Ledger(this.start);
    for (const sent of this.sent) other.sent.push({ ...sent });
    for (const [seed, number] of this.requestsOf) other.requestsOf.set(seed, number);
    return other;
  }

  doubtful(): SentWrite[] {
    return this.sent.filter(({ state }) => state === 'doubtful');
  }

  /** Everything that counts, if nothing is doubtful any more. */
  world(): World {
    const users = new Map(this.start.users.map((user) => [keyOf(user), user]));
    const events: SentEvent[] = [];
    for (const { write, mark, state } of this.sent) {
      if (state !== 'in') continue;
      if (write.kind === 'name') users.set(keyOf(write.user), write.user);
      else events.push(...write.events);
      if (mark) events.push(mark.event);
    }
    return { ...this.start, users: [...users.values()], events };
  }

  private nextMark(write: Write): SentWrite['mark'] {
    if (write.kind === 'name') return undefined;
    const number = this.requestsOf.get(write.seed) ?? 0;
    this.requestsOf.set(write.seed, number + 1);
    return markOf(write.seed, number);
  }
}

function keyOf({ client_id, user_id }: WorldUser): string {
  return JSON.stringify([client_id, user_id]);
}
