import { appendFileSync, cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DirectoryInUse } from '../../../services/platform/files/directory-lock';
import { Producer } from '../../../services/producer/producer';
import { Spool } from '../../../services/producer/spool';
import { answerJson, startScriptedServer } from '../../support/scripted-server';
import { makeTempDir, removeDir } from '../../support/temp-dir';

const MEBIBYTE = 1024 * 1024;
let directory: string;

beforeEach(async () => {
  directory = await makeTempDir();
});
afterEach(() => removeDir(directory));

function files(of = directory): string[] {
  return readdirSync(of).filter((name) => name.endsWith('.spool'));
}

/** Hands on until `count` lines have come, settles them if asked to, and closes. */
async function readSpool(path: string, count: number, settle: boolean): Promise<string[]> {
  const spool = await Spool.open(path, MEBIBYTE);
  const lines: string[] = [];
  const reading = spool.handOn((line) => {
    lines.push(line.bytes.toString());
    if (settle) line.onSettled?.();
    return Promise.resolve();
  });
  while (lines.length < count) await spool.allHandedOn();
  await spool.allHandedOn();
  await spool.close();
  await reading;
  return lines;
}

async function writeSpool(path: string, lines: readonly string[]): Promise<void> {
  const spool = await Spool.open(path, MEBIBYTE);
  for (const line of lines) await spool.add(Buffer.from(line));
  await spool.close();
}

test('what was added is handed on after a restart, again and again until it is settled', async () => {
  await writeSpool(directory, ['a', 'b']);
  expect(await readSpool(directory, 2, false)).toEqual(['a', 'b']);
  await writeSpool(directory, ['c']);
  expect(await readSpool(directory, 3, true)).toEqual(['a', 'b', 'c']);
  expect(files()).toEqual([]);
});

test('a file cut off at any byte gives every record that was whole, and takes new ones', async () => {
  const whole = join(directory, 'whole');
  await writeSpool(whole, ['{"n":1}', '{"n":2}', '{"n":3}']);
  const [name = ''] = files(whole);
  const size = readFileSync(join(whole, name)).length;
  const recordBytes = size / 3;
  for (let cut = 0; cut <= size; cut += 1) {
    const torn = join(directory, `torn-${cut}`);
    cpSync(whole, torn, { recursive: true, filter: (path) => !path.endsWith('.sock') });
    truncateSync(join(torn, name), cut);
    const kept = ['{"n":1}', '{"n":2}', '{"n":3}'].slice(0, Math.floor(cut / recordBytes));
    await writeSpool(torn, ['{"n":4}']);
    expect(await readSpool(torn, kept.length + 1, true)).toEqual([...kept, '{"n":4}']);
  }
});

test('garbage behind the last record, as a loss of power may leave it, is no event', async () => {
  await writeSpool(directory, ['a']);
  const [name = ''] = files();
  const path = join(directory, name);
  const good = readFileSync(path);
  for (const garbage of [
    Buffer.alloc(500),
    Buffer.from('00000002 0123456789abcdef\nx\n'),
    Buffer.from('zz'),
  ]) {
    writeFileSync(path, good);
    appendFileSync(path, garbage);
    expect(await readSpool(directory, 1, false)).toEqual(['a']);
  }
});

test('a spool has one producer at a time', async () => {
  const spool = await Spool.open(directory, MEBIBYTE);
  await expect(Spool.open(directory, MEBIBYTE)).rejects.toThrow(DirectoryInUse);
  await spool.close();
  await (await Spool.open(directory, MEBIBYTE)).close();
});

test('a full spool makes the sender wait until something is delivered', async () => {
  const spool = await Spool.open(directory, 1);
  await spool.add(Buffer.from('a'));
  let isIn = false;
  const adding = spool.add(Buffer.from('b')).then(() => (isIn = true));
  const settle: (() => void)[] = [];
  const reading = spool.handOn((line) => {
    settle.push(() => line.onSettled?.());
    return Promise.resolve();
  });
  await spool.allHandedOn();
  expect(isIn).toBe(false);
  settle.forEach((each) => {
    each();
  });
  await adding;
  await spool.close();
  await reading;
});

test('while the service is away a producer with a spool takes events, ends, and delivers them after its next start', async () => {
  const bodies: number[] = [];
  const away = { url: 'http://127.0.0.1:9', token: 't', spoolDirectory: directory };
  const first = await Producer.open(away);
  const event = { type: 'search', user_id: 'ada', org_id: 'o', created_at: '2026-02-02T09:00:00Z' } as const;
  for (let index = 0; index < 25; index += 1) await first.send(event);
  await first.close(0);
  expect(files()).toHaveLength(1);

  const server = await startScriptedServer((response) => {
    bodies.push(1);
    answerJson(response, 200, { accepted: 25, rejected_count: 0, rejected: [] });
  });
  const second = await Producer.open({ ...away, url: server.url });
  await second.flush();
  expect(second.counts()).toEqual({ sent: 25, accepted: 25, refused: 0 });
  await second.close();
  expect(files()).toEqual([]);
  await server.close();
});
