import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { holdsKeySet } from '../tokens/key-set';
import { holdsRevocations } from '../tokens/revocations';
import { secretFileProblem } from '../tokens/secret-file';
import type { Settings } from './settings';

/** What is wrong with the files that settings name, a sentence each, so that a start says so and not the first request. */
export function fileProblems(
  { dataDir, server, tokens }: Settings,
  checksTokens: boolean,
): readonly string[] {
  const isDirectory = mayBeDirectory(dataDir);
  const problems = isDirectory ? [] : ['DATA_DIR must name a directory, or one that can be made.'];
  if (!checksTokens) return problems;
  const { secret, jwksUrl, jwksFile, revokedFile } = tokens;
  if (jwksFile !== undefined && !holdsKeySet(jwksFile)) {
    problems.push('JWT_JWKS_FILE must name a readable JSON Web Key Set.');
  }
  if (revokedFile !== undefined && !holdsRevocations(revokedFile)) {
    problems.push('JWT_REVOKED_FILE must name a readable list of revocations.');
  }
  const hasOwnSecret = secret === undefined && jwksUrl === undefined && jwksFile === undefined && !server;
  const own = hasOwnSecret && isDirectory ? secretFileProblem(dataDir) : undefined;
  return own === undefined ? problems : [...problems, own];
}

/** Is what is there of the path a directory? */
function mayBeDirectory(path: string): boolean {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? found.isDirectory() : dirname(path) === path || mayBeDirectory(dirname(path));
  } catch {
    // A file on the way, or one that may not be looked at.
    return false;
  }
}
