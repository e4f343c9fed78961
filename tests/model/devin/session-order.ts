import { compareCodePoints } from '../code-points';
import type { Session } from '../facts';

/** Of sessions created at the same instant: by organization, user and id, by code point. */
export function compareIdentities(a: Session, b: Session): number {
  return (
    compareCodePoints(a.orgId, b.orgId) ||
    compareCodePoints(a.userId, b.userId) ||
    compareCodePoints(a.sent.id, b.sent.id)
  );
}
