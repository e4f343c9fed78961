import type { SentEvent } from '../../model/sent-event';
import { questionsOf } from '../traffic/questions';
import type { Questions } from '../traffic/questions';

/** A service that the harness can be held against. */
export interface Subject {
  readonly name: string;
  /** What Node runs; the compiled service unless said otherwise. */
  readonly program?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly questions: (seed: number) => Questions;
  readonly takes: (event: SentEvent) => boolean;
  /** Whether a kill point's request is sent again, as it was, until it is answered. */
  readonly isRetried: boolean;
  /** Whether it keeps a journal, whose records tell where a commit begins. */
  readonly hasJournal: boolean;
}

/** The product. */
export const SERVICE: Subject = {
  name: 'service',
  questions: questionsOf,
  takes: () => true,
  isRetried: false,
  hasJournal: true,
};
