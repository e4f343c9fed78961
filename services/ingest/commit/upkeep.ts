import type { Committer } from './committer';
import type { DurableCommits } from './durable-commits';
import { UPKEEP_POLICY } from './policy';

export type UpkeepTask = 'probe-journal' | 'retry-poison' | 'empty-journal' | 'nothing';

interface WritePathState {
  readonly journalIsWritable: boolean;
  readonly journalBytes: number;
  readonly poisonCommits: number;
  readonly sincePoisonRetryMs: number;
  readonly isIdle: boolean;
}

/** What the write path needs now, most urgent first. */
export function chooseUpkeep(state: WritePathState): UpkeepTask {
  if (!state.journalIsWritable) return 'probe-journal';
  if (state.poisonCommits > 0 && state.sincePoisonRetryMs >= UPKEEP_POLICY.poisonRetryMs)
    return 'retry-poison';
  if (state.isIdle && state.journalBytes > 0) return 'empty-journal';
  return 'nothing';
}

/**
 * Lets the write path recover by itself, without waiting for a request to find out. Runs between commits.
 * `onLateCommit` is told when a commit that was refused at first went in after all. Answers how to stop it.
 */
export function startUpkeep(
  commits: DurableCommits,
  committer: Committer,
  onLateCommit: () => void,
): () => void {
  let lastPoisonRetryMs = performance.now();
  const tasks: Record<Exclude<UpkeepTask, 'nothing'>, () => Promise<void>> = {
    'probe-journal': () => commits.journal.probe(),
    'empty-journal': () => commits.journal.empty(),
    'retry-poison': async () => {
      if (await commits.retryPoison()) onLateCommit();
      lastPoisonRetryMs = performance.now();
    },
  };
  const timer = setInterval(() => {
    const task = chooseUpkeep({
      journalIsWritable: commits.journal.isWritable(),
      journalBytes: commits.journal.sizeBytes(),
      poisonCommits: commits.poisonCount(),
      sincePoisonRetryMs: performance.now() - lastPoisonRetryMs,
      isIdle: committer.isIdle(),
    });
    if (task === 'nothing' || isBusy) return;
    isBusy = true;
    void committer
      .exclusive({ rows: 0, bytes: 0, run: tasks[task] })
      .catch(() => undefined)
      .finally(() => {
        isBusy = false;
      });
  }, UPKEEP_POLICY.intervalMs);
  let isBusy = false;
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
