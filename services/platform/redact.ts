/** Three parts as of a JSON Web Token, wherever they stand. */
const TOKEN = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;

/** The text without anything that looks like a token, and without these secrets. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  // In a log line a secret stands as JSON writes it.
  const written = secrets
    .filter((secret) => secret !== '')
    .map((secret) => JSON.stringify(secret).slice(1, -1));
  return (text) =>
    written.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text.replaceAll(TOKEN, '[token]'));
}
