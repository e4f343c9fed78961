import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from './icons';

/** The call behind some figures, to copy as an address or for a shell; the token stays a variable. */
export function ApiCall({ path }: { readonly path: string }): JSX.Element {
  const url = `${location.origin}${path}`;
  const curl = `curl -s -H "Authorization: Bearer $TOKEN" '${url}'`;
  return (
    <div class="api-call">
      <code>
        <b>GET</b> {decodeForReading(path)}
      </code>
      <Copy text={url} name="Copy address" />
      <Copy text={curl} name="Copy curl" />
      <a href={`/docs`}>Reference</a>
    </div>
  );
}

function Copy({ text, name }: { readonly text: string; readonly name: string }): JSX.Element {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    navigator.clipboard
      .writeText(text)
      .then(
        () => 'Copied',
        () => 'Not allowed',
      )
      .then((outcome) => {
        setSaid(outcome);
        setTimeout(() => {
          setSaid('');
        }, 1500);
      })
      .catch(() => undefined);
  };
  return (
    <button type="button" class="tool" onClick={copy}>
      <Icon name="copy" size={14} />
      <span aria-live="polite">{said === '' ? name : said}</span>
    </button>
  );
}

function decodeForReading(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
