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

/** A user is known to a client when in its directory or ever seen using an app there. */
export function isKnownUser(facts: Facts, clientId: string, userId: string): boolean {
  const client = clientId.toLowerCase();
  const isNamed = facts.world.users.some(
    (one) => one.client_id.toLowerCase() === client && one.user_id === userId,
  );
  return isNamed || facts.usedDates.some((used) => used.clientId === client && used.userId === userId);
}
