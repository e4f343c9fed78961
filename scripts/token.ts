import { randomUUID } from 'node:crypto';
import { loadSettings } from '../services/platform/settings/settings';
import { SettingsError } from '../services/platform/settings/settings-error';
import { signToken } from '../services/platform/tokens/sign-token';
import { signingSecret } from '../services/platform/tokens/token-keys';
import { UsageError, readTokenRequest } from './token/token-request';

const USAGE = `Usage: npm run --silent token -- --tenant T --sub S --permissions a,b
         [--orgs x,y | --orgs '*'] [--clients u,v | --clients '*'] [--expires-in 1h]`;

/** Prints a signed token and nothing else (contract 2). */
async function main(): Promise<void> {
  const { claims, expiresInSeconds } = readTokenRequest(process.argv.slice(2));
  const settings = loadSettings(process.env);
  const secret = await signingSecret(settings);
  if (secret === undefined) {
    throw new SettingsError([
      'JWT_SECRET must be set to sign tokens here: with a key set they are signed elsewhere.',
    ]);
  }
  const { issuer, audience } = settings.tokens;
  console.log(
    signToken(claims, { secret, issuer, audience, now: new Date(), expiresInSeconds, id: randomUUID() }),
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof UsageError) console.error(USAGE);
  process.exitCode = 1;
});
