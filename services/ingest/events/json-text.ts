const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Where white space as JSON knows it ends. */
export function endOfSpace(text: string, from: number): number {
  const notSpace = /[^ \t\r\n]/g;
  notSpace.lastIndex = from;
  return notSpace.exec(text)?.index ?? text.length;
}

/**
 * The texts of the elements of the array that begins at `start`, uncut; each still has to be parsed. Ends with undefined where
 * the text is not one array and nothing after it. That the elements parse one by one exactly when the array does lets a
 * large array be read in slices, and a refused element be kept as it was sent.
 */
export function* arrayElements(text: string, start: number): Generator<string | undefined, void> {
  let elementStart = start + 1;
  const first = endOfSpace(text, elementStart);
  if (text.charCodeAt(first) === CLOSE_BRACKET) {
    if (endOfSpace(text, first + 1) < text.length) yield undefined;
    return;
  }
  let depth = 0;
  for (let at = elementStart; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth++;
    } else if (depth > 0) {
      if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
    } else if (code === COMMA || code === CLOSE_BRACKET) {
      yield text.slice(elementStart, at);
      elementStart = at + 1;
      if (code === COMMA) continue;
      if (endOfSpace(text, elementStart) < text.length) yield undefined;
      return;
    }
  }
  yield undefined;
}

/** Where the string that begins at `start` has its closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}
