import { readFile, stat } from 'node:fs/promises';

/**
 * What a file says, read again when it changes. While its new content is unusable the former holds, and `onUnusable` hears of
 * it once for each change; where there is no former, the error is thrown.
 */
export function rereadFile<Content>(
  path: string,
  parse: (text: string) => Content,
  onUnusable: () => void,
): () => Promise<Content> {
  let read: { readonly content: Content } | undefined;
  let version = '';
  return async () => {
    let found = 'absent';
    try {
      const { mtimeMs, size, ino } = await stat(path);
      found = `${mtimeMs} ${size} ${ino}`;
      if (read !== undefined && found === version) return read.content;
      read = { content: parse(await readFile(path, 'utf8')) };
      version = found;
      return read.content;
    } catch (error) {
      if (read === undefined) throw error;
      if (version !== found) onUnusable();
      version = found;
      return read.content;
    }
  };
}
