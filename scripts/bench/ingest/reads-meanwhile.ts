import { openCaller } from '../ask/caller';
import type { BenchService } from '../ask/service-process';
import { timesOf, type Times } from '../statistics';
import { FIRST_DAY } from '../workload';

const PAUSE_MS = 10;
const DAY_SECONDS = 86_400;
const ENTERPRISE_EVERY = 10;

/** Reads one after the other, no two alike, until they are stopped: DAU of one organization, now and then WAU of all. */
export function readMeanwhile(service: BenchService): { stop(): Promise<Times> } {
  const caller = openCaller(service);
  const milliseconds: number[] = [];
  const stopping = new AbortController();
  const reading = (async () => {
    for (let asked = 0; !stopping.signal.aborted; asked += 1) {
      const from = performance.now();
      await caller.get(pathOf(asked));
      milliseconds.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await reading;
      caller.close();
      return timesOf(milliseconds);
    },
  };
}

let asked = 0;

/** Every call asks for a range of its own, so that no answer can be kept from an earlier one. */
function pathOf(turn: number): string {
  asked += 1;
  const before = Date.parse(FIRST_DAY) / 1000 + (120 + (asked % 240)) * DAY_SECONDS + asked;
  const range = `time_after=${before - 90 * DAY_SECONDS}&time_before=${before}`;
  return turn % ENTERPRISE_EVERY === 0
    ? `/v3/enterprise/metrics/wau?${range}`
    : `/v3/organizations/org-${asked % 20}/metrics/active-users?${range}`;
}
