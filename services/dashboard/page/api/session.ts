/** The token lives in this tab alone: in sessionStorage, or in memory where there is none. Never in an address or a log. */
const KEY = 'headcount.token';
let inMemory: string | null = null;

export function storedToken(): string | null {
  try {
    return sessionStorage.getItem(KEY) ?? inMemory;
  } catch {
    return inMemory;
  }
}

export function storeToken(token: string | null): void {
  inMemory = token;
  try {
    if (token === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, token);
  } catch {
    // Storage is off: the token lasts until the page is left.
  }
}
