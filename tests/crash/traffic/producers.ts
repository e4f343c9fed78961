import type { Caller, Reply } from '../process/http';
import type { Ledger } from './ledger';
import type { Fate } from './schedule';
import { REFUSED_EVENT } from './write';
import type { SentWrite, Sequence, Write } from './write';

interface Refused {
  readonly reply: Reply;
  readonly write: Write;
}

/** The producers of one tenant: they send at the same time, and remember what was not answered. */
export class Producers {
  private unanswered: Write[] = [];

  constructor(
    private readonly ledger: Ledger,
    private readonly token: string,
    private readonly fates: ReadonlyMap<number, () => Fate>,
  ) {}

  /**
   * Each follows its sequence until a request is not answered: then the service is gone. What an earlier run left without an
   * answer is sent first, or given up. Answers what was refused although it is good.
   */
  async run(sequences: readonly Sequence[], caller: Caller, onAnswer: () => void): Promise<Refused[]> {
    const left = this.leftOver();
    const refused: Refused[] = [];
    const all = sequences.map((sequence, index) => [
      ...left.filter((_, at) => at % sequences.length === index),
      ...sequence,
    ]);
    await Promise.all(
      all.map(async (sequence) => {
        for (const write of sequence) {
          const sent = this.ledger.send(write);
          const reply = await this.deliver(sent, caller).catch(() => undefined);
          if (reply === undefined || reply.status >= 500) {
            this.unanswered.push(write);
            return;
          }
          sent.state = 'in';
          onAnswer();
          if (!isTaken(write, reply)) refused.push({ reply, write });
        }
      }),
    );
    return refused;
  }

  /** Sends a request as it was sent before. Answers the reply if it was not taken. */
  async sendAgain(sent: SentWrite, caller: Caller): Promise<Reply | undefined> {
    const reply = await this.deliver(sent, caller);
    if (!isTaken(sent.write, reply)) return reply;
    sent.state = 'in';
    return undefined;
  }

  /** Names are always sent again: only the producer that gave them knows which came last. */
  private leftOver(): Write[] {
    const left = this.unanswered.flatMap((write): Write[] => {
      if (write.kind === 'name') return [];
      const fate = this.fates.get(write.seed)?.();
      if (fate === 'give-up') return [];
      if (fate === 'again' || write.events.length < 2) return [write];
      const middle = Math.ceil(write.events.length / 2);
      return [
        { ...write, events: write.events.slice(middle) },
        { ...write, events: write.events.slice(0, middle) },
      ];
    });
    this.unanswered = [];
    return left;
  }

  private deliver({ write, mark }: SentWrite, caller: Caller): Promise<Reply> {
    if (write.kind === 'name') {
      const { client_id, user_id, ...fields } = write.user;
      return caller.put(`/v1/clients/${client_id}/users/${encodeURIComponent(user_id)}`, this.token, fields);
    }
    const items = [...write.events, ...(mark ? [mark.event] : [])];
    return caller.post(
      '/v1/events',
      this.token,
      write.withRefused ? [REFUSED_EVENT, ...items] : items,
      write.form,
    );
  }
}

function isTaken(write: Write, { status, body }: Reply): boolean {
  if (write.kind === 'name') return status === 200;
  const { accepted } = body as { accepted?: number };
  return status === (write.withRefused ? 207 : 200) && accepted === write.events.length + 1;
}
