/** What a commit has to look up before it can be written. */
const FOR_COMMITS = /^(ingest|directory|erasure)\//;

/**
 * In whose turn a question is read: its tenant's, or, where a commit waits for it, a turn beside it, so that many questions
 * of a tenant never keep the tenant's own events out.
 */
export function readTurn(question: string, tenant: string): string {
  return FOR_COMMITS.test(question) ? `${tenant}\0commits` : tenant;
}
