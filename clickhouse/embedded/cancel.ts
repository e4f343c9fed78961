import { stringLiteral } from '../sql/literal';
import type { EngineSession } from './engine-session';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 1000;

/**
 * Stops what runs on a session and resolves when its native call has ended. A statement that has not yet reached the engine
 * cannot be killed, so the order is repeated until the call has ended.
 */
export async function killUntilSettled(
  control: EngineSession,
  sessionName: string,
  running: Promise<unknown>,
): Promise<void> {
  const ended = running.then(
    () => true,
    () => true,
  );
  const kill = `KILL QUERY WHERE Settings['log_comment'] = ${stringLiteral(sessionName)} ASYNC`;
  let settled = false;
  for (let pauseMs = FIRST_PAUSE_MS; !settled; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    await control.run((native) => native.queryAsync(kill)).catch(() => undefined);
    settled = await Promise.race([ended, pause(pauseMs)]);
  }
}

function pause(ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, false);
  });
}
