import type { Schema } from './description';
import type { Content, OpenApiDocument, OperationObject, ResponseObject } from './openapi-document';

export const REFERENCE_STYLE = `
:root { color-scheme: light; --page: #fff; --text: #1c1e21; --quiet: #5b6168; --line: #d5d8dc; --code: #f3f4f6; --link: #0b57d0; }
@media (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --page: #14161a; --text: #e4e6e9; --quiet: #a3a9b1; --line: #3a3f46; --code: #1f2329; --link: #8ab4ff; }
}
html { font: 16px/1.5 system-ui, sans-serif; background: var(--page); color: var(--text); }
body { max-width: 64rem; margin: 0 auto; padding: 1rem 1rem 4rem; }
a { color: var(--link); }
h2 { margin: 2.5rem 0 .75rem; }
h2::first-letter { text-transform: uppercase; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; padding: 0 .8rem; }
summary { cursor: pointer; padding: .35rem 0; overflow-wrap: anywhere; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
code { overflow-wrap: anywhere; }
pre { background: var(--code); border-radius: .3rem; padding: .6rem .8rem; max-height: 32rem; overflow: auto; }
.text { white-space: pre-line; }
.method { display: inline-block; min-width: 3.75rem; font: 700 .8125rem ui-monospace, monospace; text-transform: uppercase; }
.quiet { color: var(--quiet); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; white-space: nowrap; }
td code { overflow-wrap: normal; }
`;

/** The document as one HTML page that needs nothing else: sections by tag, then the schemas. */
export function referencePage(document: OpenApiDocument): string {
  const { info, tags, components } = document;
  const sections = tags.map(
    ({ name }) => `<h2 id="${anchor(name)}">${escape(name)}</h2>\n${operationsOf(document, name)}`,
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      // A link to what is inside of it opens it.
      `<details><summary><code>${name}</code></summary><div id="${name}">${schemaBlock(schema)}</div></details>`,
  );
  const contents = [...tags.map(({ name }) => name), 'schemas'].map(
    (name) => `<li><a href="#${anchor(name)}">${escape(name)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(info.title)}: reference</title><style>${REFERENCE_STYLE}</style></head>
<body>
<header><h1>${escape(info.title)} <span class="quiet">${escape(info.version)}</span></h1></header>
<nav aria-label="Contents"><ul>${contents.join('')}</ul></nav>
<main>
<p class="text">${prose(info.description)}</p>
<p>For programs: <a href="/openapi.json">/openapi.json</a></p>
${sections.join('\n')}
<h2 id="${anchor('schemas')}">schemas</h2>
${schemas.join('\n')}
</main>
</body></html>
`;
}

function operationsOf({ paths }: OpenApiDocument, tag: string): string {
  return Object.entries(paths)
    .flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([, operation]) => operation.tags.includes(tag))
        .map(([method, operation]) => operationBlock(method, path, operation)),
    )
    .join('\n');
}

function operationBlock(method: string, path: string, operation: OperationObject): string {
  const { operationId, summary, description = '', parameters = [], requestBody, responses } = operation;
  const permission = operation['x-permission'];
  const access = permission === undefined ? 'Needs no token.' : `Needs the permission \`${permission}\`.`;
  const rows = parameters.map(
    ({ name, required, description: meaning = '', schema, example }) =>
      `<tr><td><code>${escape(name)}</code>${required ? ' (required)' : ''}</td><td><code>${escape(typeOf(schema))}</code></td>` +
      `<td>${prose(meaning)}${example === undefined ? '' : ` <code>${escape(text(example))}</code>`}</td></tr>`,
  );
  const head = '<tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr>';
  const table = `<h3>Parameters</h3><div class="wide" tabindex="0"><table>${head}${rows.join('')}</table></div>`;
  return `<details><summary><span class="method">${method}</span> <code>${escape(path)}</code> ${escape(summary)}</summary>
<div id="${operationId}"><p class="text">${prose(description)}</p><p>${prose(access)}</p>
${rows.length > 0 ? table : ''}
${requestBody ? `<h3>Body</h3>${contentBlock(requestBody.content)}` : ''}
<h3>Answers</h3>${Object.entries(responses).map(responseBlock).join('')}
</div></details>`;
}

function responseBlock([status, { description, content = {} }]: [string, ResponseObject]): string {
  return `<p><strong>${status}</strong> ${prose(description)}</p>${contentBlock(content)}`;
}

function contentBlock(content: Content): string {
  return Object.entries(content)
    .map(([mediaType, { schema, example }]) => {
      const shape = schema ? `: ${schemaLink(schema)}` : '';
      const sample = example === undefined ? '' : `<pre tabindex="0">${escape(text(example))}</pre>`;
      return `<p><code>${escape(mediaType)}</code>${shape}</p>${sample}`;
    })
    .join('');
}

function schemaLink(schema: Schema | { readonly $ref: string }): string {
  if (typeof schema.$ref !== 'string') return escape(typeOf(schema));
  const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  return `<a href="#${name}">${name}</a>`;
}

/** Links stand where a schema refers to another. */
function schemaBlock(schema: Schema): string {
  const lines = escape(JSON.stringify(schema, null, 2));
  return `<pre tabindex="0">${lines.replaceAll(/#\/components\/schemas\/(\w+)/g, '<a href="#$1">$1</a>')}</pre>`;
}

function typeOf({ type, enum: words, anyOf }: Schema): string {
  if (Array.isArray(words)) return words.join(' | ');
  if (Array.isArray(anyOf)) return (anyOf as readonly Schema[]).map(typeOf).join(' | ');
  return typeof type === 'string' ? type : '';
}

function text(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example, null, 2);
}

function anchor(tag: string): string {
  return `section-${tag.replaceAll(/\W+/g, '-')}`;
}

/** Text in which backticks stand around what is code. */
function prose(value: string): string {
  return escape(value).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escape(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
