import { problem } from '../platform/http/answer';
import { machineFamily } from '../platform/http/machine-family';
import type { Answer } from '../platform/http/route';
import { CommitRefused, TryAgainLater } from './commit/commit-errors';
import { RETRY_AFTER_SECONDS } from './commit/policy';
import { RequestRefusal } from './events/request-refusal';

/** Does the work; a request that is refused or fails as a whole is answered by what was thrown. Rethrows what it does not know. */
export async function answered(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RequestRefusal) return problem(error.status, error.title, error.detail);
    if (error instanceof TryAgainLater) return machineFamily.unavailable(RETRY_AFTER_SECONDS);
    if (error instanceof CommitRefused) return machineFamily.internalError();
    throw error;
  }
}
