import type { Schema } from './description';
import type { Content, OpenApiDocument, OperationObject, ResponseObject } from './openapi-document';

export const REFERENCE_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
details { border: 1px solid #8886; border-radius: .4rem; margin: .4rem 0; padding: .2rem .8rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
pre { background: #8882; padding: .6rem; overflow-x: auto; }
.text { white-space: pre-line; }
.method { font-weight: 700; text-transform: uppercase; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; }
`;

/** The document as one HTML page that needs nothing else: sections by tag, then the schemas. */
export function referencePage(document: OpenApiDocument): string {
  const { info, tags, components } = document;
  const sections = tags.map(({ name }) => `<h2>${escape(name)}</h2>\n${operationsOf(document, name)}`);
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details id="${name}"><summary><code>${name}</code></summary>${schemaBlock(schema)}</details>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(info.title)}: reference</title><style>${REFERENCE_STYLE}</style></head>
<body>
<h1>${escape(info.title)} ${escape(info.version)}</h1>
<p class="text">${escape(info.description)}</p>
<p>For programs: <a href="/openapi.json">/openapi.json</a></p>
${sections.join('\n')}
<h2>Schemas</h2>
${schemas.join('\n')}
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
  const access = permission === undefined ? 'Needs no token.' : `Needs the permission ${permission}.`;
  const rows = parameters.map(
    ({ name, required, description: meaning = '', schema, example }) =>
      `<tr><td><code>${escape(name)}</code>${required ? ' *' : ''}</td><td><code>${escape(typeOf(schema))}</code></td>` +
      `<td>${escape(meaning)}${example === undefined ? '' : ` <code>${escape(text(example))}</code>`}</td></tr>`,
  );
  const table = `<h3>Parameters</h3><div class="wide"><table>${rows.join('')}</table></div>`;
  return `<details id="${operationId}"><summary><span class="method">${method}</span> <code>${escape(path)}</code> ${escape(summary)}</summary>
<p class="text">${escape(description)}</p><p>${escape(access)}</p>
${rows.length > 0 ? table : ''}
${requestBody ? `<h3>Body</h3>${contentBlock(requestBody.content)}` : ''}
<h3>Answers</h3>${Object.entries(responses).map(responseBlock).join('')}
</details>`;
}

function responseBlock([status, { description, content = {} }]: [string, ResponseObject]): string {
  return `<p><strong>${status}</strong> ${escape(description)}</p>${contentBlock(content)}`;
}

function contentBlock(content: Content): string {
  return Object.entries(content)
    .map(([mediaType, { schema, example }]) => {
      const shape = schema ? `: ${schemaLink(schema)}` : '';
      const sample = example === undefined ? '' : `<pre>${escape(text(example))}</pre>`;
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
  return `<pre>${lines.replaceAll(/#\/components\/schemas\/(\w+)/g, '<a href="#$1">$1</a>')}</pre>`;
}

function typeOf({ type, enum: words, anyOf }: Schema): string {
  if (Array.isArray(words)) return words.join(' | ');
  if (Array.isArray(anyOf)) return (anyOf as readonly Schema[]).map(typeOf).join(' | ');
  return typeof type === 'string' ? type : '';
}

function text(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example, null, 2);
}

function escape(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
