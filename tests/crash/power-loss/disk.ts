import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';

/** A file or a directory, as programs see it and as it would be found after a loss of power. */
interface Node {
  readonly kind: 'file' | 'directory' | 'link';
  /** Where a link points to. */
  readonly target: string;
  readonly entries: Map<string, Node>;
  lasting: { content: Buffer; entries: ReadonlyMap<string, Node> };
}

/** One call that changed or synced something, from the shim's log. */
export interface DiskCall {
  readonly number: number;
  readonly name: string;
  readonly path: string;
  readonly second: string;
}

/** What is lost: everything that was not synced, or contents alone while names last, as a journaling file system may leave it. */
export type Loss = 'everything unsynced' | 'contents';
export const LOSSES: readonly Loss[] = ['everything unsynced', 'contents'];

/**
 * What a disk holds after a loss of power, taken at its worst: a file has the content of its last sync, and none if there was
 * none; a directory has the entries of its last sync, so that without one a new file is not there, a renamed one bears its
 * old name and a removed one is back.
 */
export class Disk {
  private readonly root = newNode('directory');

  /** The directory is empty at first. */
  constructor(private readonly directory: string) {}

  /** `contentOf` answers what a file held when it was synced by that call. */
  apply(call: DiskCall, contentOf: (number: number) => Buffer): void {
    const { name, path, second, number } = call;
    if (name === 'mkdir') this.make(path, newNode('directory'));
    else if (name === 'create') this.make(path, newNode('file'));
    else if (name === 'symlink') this.make(path, newNode('link', second));
    else if (name === 'rename') this.move(path, second);
    else if (name === 'unlink') this.parent(path)?.entries.delete(basename(path));
    else if (name === 'link') {
      const node = this.find(path);
      if (node) this.parent(second)?.entries.set(basename(second), node);
    } else if (name === 'exchange') this.exchange(path, second);
    else if (name === 'fsync' || name === 'fdatasync') this.sync(path, () => contentOf(number));
  }

  /** Writes what lasted into an empty directory. */
  restoreTo(directory: string, loss: Loss): void {
    writeNode(this.root, directory, loss);
  }

  private sync(path: string, content: () => Buffer): void {
    const node = this.find(path);
    if (!node) return;
    node.lasting =
      node.kind === 'directory'
        ? { content: node.lasting.content, entries: new Map(node.entries) }
        : { content: content(), entries: node.entries };
  }

  private make(path: string, node: Node): void {
    const entries = this.parent(path)?.entries;
    if (entries && !entries.has(basename(path))) entries.set(basename(path), node);
  }

  private move(from: string, to: string): void {
    const node = this.find(from);
    if (!node) return;
    this.parent(from)?.entries.delete(basename(from));
    this.parent(to)?.entries.set(basename(to), node);
  }

  private exchange(one: string, other: string): void {
    const [first, second] = [this.find(one), this.find(other)];
    if (!first || !second) return;
    this.parent(one)?.entries.set(basename(one), second);
    this.parent(other)?.entries.set(basename(other), first);
  }

  private parent(path: string): Node | undefined {
    return this.find(dirname(path));
  }

  private find(path: string): Node | undefined {
    const steps = relative(this.directory, path)
      .split(sep)
      .filter((step) => step !== '');
    let node: Node | undefined = this.root;
    for (const [index, step] of steps.entries()) {
      node = node?.entries.get(step);
      if (node?.kind === 'link') {
        const at = join(this.directory, ...steps.slice(0, index));
        node = this.find(isAbsolute(node.target) ? node.target : join(at, node.target));
      }
    }
    return node;
  }
}

function newNode(kind: Node['kind'], target = ''): Node {
  return { kind, target, entries: new Map(), lasting: { content: Buffer.alloc(0), entries: new Map() } };
}

function writeNode({ kind, target, entries, lasting }: Node, path: string, loss: Loss): void {
  if (kind === 'link') symlinkSync(target, path);
  else if (kind === 'file') writeFileSync(path, lasting.content);
  else {
    mkdirSync(path, { recursive: true });
    const found = loss === 'contents' ? entries : lasting.entries;
    for (const [name, entry] of found) writeNode(entry, join(path, name), loss);
  }
}
