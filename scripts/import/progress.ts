import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  update(done: number, events: number): void;
  stop(): void;
}

const LINE_EVERY_MS = 5_000;

/** A bar on standard error; where that is no terminal, a plain line every few seconds. */
export function startProgress(label: string, total: number): Progress {
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage}% | {events} events | {duration_formatted}`,
      stream: process.stderr,
      noTTYOutput: !process.stderr.isTTY,
      notTTYSchedule: LINE_EVERY_MS,
      hideCursor: false,
    },
    Presets.shades_classic,
  );
  bar.start(Math.max(1, total), 0, { events: 0 });
  return {
    update: (done, events) => {
      bar.update(Math.min(done, total), { events: events.toLocaleString('en-US') });
    },
    stop: () => {
      bar.stop();
    },
  };
}
