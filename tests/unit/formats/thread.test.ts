import { setImmediate as turn } from 'node:timers/promises';
import { WRITERS } from '../../../services/platform/formats/format';
import { sample, sampleList } from './sample-list';
import type { Sample } from './sample-list';

const BLOCK = 1_000;

/** Rows without an end, and what became of their reader. */
function endlessRows(change: (n: number) => Partial<Sample> = () => ({})): {
  rows: AsyncGenerator<readonly Sample[]>;
  read: () => number;
  isOver: () => boolean;
} {
  let read = 0;
  let isOver = false;
  async function* blocks(): AsyncGenerator<readonly Sample[]> {
    try {
      for (;;) {
        await turn();
        yield Array.from({ length: BLOCK }, (_, n) => sample(read + n, change(read + n)));
        read += BLOCK;
      }
    } finally {
      isOver = true;
    }
  }
  return { rows: blocks(), read: () => read, isOver: () => isOver };
}

function threads(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
}

describe.each(['parquet', 'arrow'] as const)('%s, written by a thread of its own', (format) => {
  test('asks for no more while nobody takes what is there', async () => {
    const { rows, read } = endlessRows();
    const file = WRITERS[format](sampleList(rows))[Symbol.asyncIterator]();
    await file.next();
    const readThen = read();
    for (let turns = 0; turns < 500; turns += 1) await turn();
    expect(read()).toBe(readThen);
    await file.return?.();
  });

  test('lets the event loop go on while it works', async () => {
    const { rows, read } = endlessRows();
    let turns = 0;
    const stopping = new AbortController();
    const counting = (async () => {
      for (; !stopping.signal.aborted; turns += 1) await turn();
    })();
    const file = WRITERS[format](sampleList(rows))[Symbol.asyncIterator]();
    await file.next();
    const [turnsBefore, readBefore] = [turns, read()];
    for (let chunks = 0; chunks < 10; chunks += 1) await file.next();
    // Written here, there would be hardly more turns than those in which the rows come.
    expect(turns - turnsBefore).toBeGreaterThan((5 * (read() - readBefore)) / BLOCK);
    stopping.abort();
    await counting;
    await file.return?.();
  });

  test('ends thread and rows when the reader goes away', async () => {
    const before = threads();
    const { rows, isOver } = endlessRows();
    const file = WRITERS[format](sampleList(rows))[Symbol.asyncIterator]();
    await file.next();
    expect(threads()).toBeGreaterThan(before);
    await file.return?.();
    expect(isOver()).toBe(true);
    expect(threads()).toBe(before);
  });

  test('fails with the rows, after what was whole', async () => {
    async function* rows(): AsyncGenerator<readonly Sample[]> {
      for (let n = 0; n < 30; n += 1) {
        await turn();
        yield Array.from({ length: BLOCK }, (_, index) => sample(index));
      }
      throw new Error('the store went away');
    }
    let chunks = 0;
    const reading = (async () => {
      for await (const chunk of WRITERS[format](sampleList(rows()))) chunks += Math.sign(chunk.length);
    })();
    await expect(reading).rejects.toThrow('the store went away');
    expect(chunks).toBeGreaterThan(0);
  });

  test('fails with the thread, and ends the rows', async () => {
    const { rows, isOver } = endlessRows((n) => (n === 20_000 ? { count: 0.5 } : {}));
    const reading = (async () => {
      for await (const chunk of WRITERS[format](sampleList(rows))) expect(chunk.length).toBeGreaterThan(0);
    })();
    await expect(reading).rejects.toThrow(/0\.5/);
    expect(isOver()).toBe(true);
  });
});
