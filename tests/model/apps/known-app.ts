import type { Facts } from '../facts';

/** An app is known to a client when it is in the directory or was ever used there. */
export function isKnownApp(facts: Facts, clientId: string, appId: string): boolean {
  const client = clientId.toLowerCase();
  const app = appId.toLowerCase();
  const isNamed = facts.world.apps.some(
    (one) => one.client_id.toLowerCase() === client && one.app_id.toLowerCase() === app,
  );
  return isNamed || facts.usedDates.some((used) => used.clientId === client && used.appId === app);
}
