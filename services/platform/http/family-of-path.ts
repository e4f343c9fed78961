import type { Family } from './route';

/** The family whose prefix the path bears, the longest one where several fit; `fallback` for every other path. */
export function familyOfPath(path: string, families: readonly Family[], fallback: Family): Family {
  let best = fallback;
  for (const family of families) {
    if (bears(path, family.prefix) && family.prefix.length > best.prefix.length) best = family;
  }
  return best;
}

/** `/v3` and `/v3/` both stand for the path /v3 and everything below it, not for /v33. */
function bears(path: string, prefix: string): boolean {
  const stem = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
  return path === stem || path.startsWith(`${stem}/`);
}
