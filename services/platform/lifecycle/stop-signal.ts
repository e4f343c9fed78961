import { constants } from 'node:os';
import { SAME_SIGNAL_WINDOW_MS, STOP_DEADLINE_MS } from '../policy';

/**
 * On SIGTERM, SIGINT or SIGHUP runs `stop` and exits: 0 when it is done, 1 where it failed or took longer than the deadline. A second
 * signal exits at once; what arrives within a second of the first is the same Ctrl-C, passed on by a parent process.
 */
export function onStopSignal(stop: () => Promise<void>): void {
  let firstAtMs: number | undefined;
  const handle = (signal: NodeJS.Signals): void => {
    if (firstAtMs === undefined) {
      firstAtMs = performance.now();
      setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    } else if (performance.now() - firstAtMs > SAME_SIGNAL_WINDOW_MS) {
      process.exit(128 + constants.signals[signal]);
    }
  };
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
  process.on('SIGHUP', handle);
  // The process that started us is gone without a signal.
  process.once('disconnect', () => {
    handle('SIGTERM');
  });
}
