/** `param_x` values as ClickHouse reads them: text in its escaped (TSV) form, typed by the placeholder. */

const PLACEHOLDER =
  /'(?:[^'\\]|\\[\s\S])*'|--[^\n]*|\/\*[\s\S]*?\*\/|\{(\w+)\s*:\s*((?:[^{}'"]|'[^']*')+)\}/g;
const COMPOSED = /^(Array|Tuple|Map)\(/;
const UNESCAPED: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Puts each value into its `{name:Type}`. Throws with ClickHouse's number 456 if one is missing. */
export function substitute(sql: string, values: ReadonlyMap<string, string>): string {
  return sql.replace(PLACEHOLDER, (text, name: string | undefined, type: string | undefined) => {
    if (name === undefined || type === undefined) return text;
    const value = values.get(name);
    if (value === undefined) {
      throw Object.assign(new Error(`Substitution ${name} is not set. (UNKNOWN_QUERY_PARAMETER)`), {
        clickhouseCode: 456,
      });
    }
    if (value === String.raw`\N`) return `CAST(NULL AS ${type})`;
    // Arrays, tuples and maps carry quoted texts inside, which are escaped once; the engine reads them from the text itself.
    return `CAST(${quote(COMPOSED.test(type) ? value : unescape(value))} AS ${type})`;
  });
}

function unescape(value: string): string {
  return value.replace(/\\([\s\S])/g, (_, character: string) => UNESCAPED[character] ?? character);
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;
}
