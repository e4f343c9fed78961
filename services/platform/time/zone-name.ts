/** Abbreviations and names that Intl knows beside those of the IANA database. */
const NOT_IANA =
  /^(ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|IET|IST|JST|MIT|NET|NST|PLT|PNT|PRT|PST|SST|VST|SystemV\/.*)$/i;

/**
 * The IANA name to keep for a name that a caller sent: in the spelling of the database where Intl tells it, as sent where
 * it is another name of a zone (Asia/Kolkata is Asia/Calcutta to Intl). Undefined for offsets and unknown names.
 */
export function zoneName(sent: string): string | undefined {
  const resolved = resolveZone(sent);
  if (resolved === undefined || NOT_IANA.test(sent)) return undefined;
  return resolved.toLowerCase() === sent.toLowerCase() ? resolved : sent;
}

/** Whether two names stand for one zone. */
export function isSameZone(one: string, other: string): boolean {
  const [resolved, resolvedOther] = [resolveZone(one), resolveZone(other)];
  return resolved !== undefined && resolved === resolvedOther;
}

function resolveZone(name: string): string | undefined {
  // Later engines take offsets too, which are no zones.
  if (!/^[A-Za-z][A-Za-z0-9_/+-]*$/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
