import { Session } from 'node:inspector';
import type { Profiler } from 'node:inspector';

type Range = readonly [start: number, end: number];

/** By function, the ranges in it that did not run. */
type Ran = ReadonlyMap<string, readonly Range[]>;

/** Functions that ran for the first time, and by function the ranges that did. */
export interface News {
  readonly functions: Set<string>;
  readonly ranges: Map<string, Range[]>;
}

/** Which parts of the product's code ran, by V8's own block coverage. Made before the code that is watched is loaded. */
export class Coverage {
  private readonly session = new Session();
  /** Of each function that ever ran, what in it never did. */
  private readonly neverRan = new Map<string, readonly Range[]>();
  /** Functions and ranges that ran at some time. */
  reached = 0;

  constructor(private readonly isWatched: (url: string) => boolean) {
    this.session.connect();
    this.session.post('Profiler.enable');
    this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** How many parts of the functions that ran never did. */
  get unreached(): number {
    return [...this.neverRan.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** What ran since this was asked last. */
  take(): Ran {
    let found: readonly Profiler.ScriptCoverage[] = [];
    // On the session of one's own thread the answer is there when post returns.
    this.session.post('Profiler.takePreciseCoverage', (error, answer) => {
      if (error) throw error;
      found = answer.result;
    });
    const ran = new Map<string, readonly Range[]>();
    for (const { url, functions } of found.filter((script) => this.isWatched(script.url))) {
      for (const { ranges } of functions) {
        const [whole, ...parts] = ranges;
        if (!whole || whole.count === 0) continue;
        const not = parts.filter(({ count }) => count === 0);
        ran.set(
          `${url}:${whole.startOffset}`,
          not.map(({ startOffset, endOffset }) => [startOffset, endOffset]),
        );
      }
    }
    return ran;
  }

  /** Notes what ran; answers what of it never had before, undefined where nothing. */
  note(ran: Ran): News | undefined {
    const news: News = { functions: new Set(), ranges: new Map() };
    for (const [name, not] of ran) {
      const never = this.neverRan.get(name);
      if (!never) {
        news.functions.add(name);
        this.neverRan.set(name, not);
        continue;
      }
      const reached = never.filter((range) => !isWithinAny(range, not));
      if (reached.length === 0) continue;
      news.ranges.set(name, reached);
      const inside = not.filter((range) => isWithinAny(range, reached));
      this.neverRan.set(name, [...never.filter((range) => !reached.includes(range)), ...inside]);
    }
    const count = news.functions.size + [...news.ranges.values()].flat().length;
    this.reached += count;
    return count > 0 ? news : undefined;
  }

  stop(): void {
    this.session.disconnect();
  }
}

/** Takes out of the news what this run reached; answers whether it reached any of it. */
export function claim(news: News, ran: Ran): boolean {
  let isAny = false;
  for (const [name, not] of ran) {
    if (news.functions.delete(name)) isAny = true;
    const ranges = news.ranges.get(name);
    const left = ranges?.filter((range) => isWithinAny(range, not));
    if (!ranges || !left || left.length === ranges.length) continue;
    news.ranges.set(name, left);
    isAny = true;
  }
  return isAny;
}

function isWithinAny([start, end]: Range, ranges: readonly Range[]): boolean {
  return ranges.some(([from, to]) => from <= start && end <= to);
}
