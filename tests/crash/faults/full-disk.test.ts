import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { compiled } from '../../support/build';
import { makeTempDir, removeDir } from '../../support/service';
import { AT_SIZE, FaultyService } from './faulty-service';

// On a busy machine it takes long; nothing here is about speed.
jest.setTimeout(900_000);

const DISK_MIB = 64;
const ROUNDS = AT_SIZE ? 10 : 1;
const KIBIBYTE = 1024;

let home: string;
let disk: string;
let service: FaultyService;
const refusal = mountRefusal();
if (refusal !== undefined) console.error(`SKIPPED: a disk that is full, ${refusal}`);
const testWithMount = refusal === undefined ? test : test.skip;

/** Why no small disk can be made here. */
function mountRefusal(): string | undefined {
  if (process.platform !== 'linux') return 'it works on Linux alone';
  return process.getuid?.() === 0 ? undefined : 'only root may mount a small one';
}

beforeAll(async () => {
  if (refusal !== undefined) return;
  compiled('services/main.js');
  home = await makeTempDir();
  disk = join(home, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'tmpfs', disk]);
  service = await FaultyService.start({ dataDir: join(disk, 'data') });
});
afterAll(async () => {
  if (refusal !== undefined) return;
  await service.kill9();
  execFileSync('umount', [disk]);
  await removeDir(home);
});

const filler = (): string => join(disk, 'filler');

/** Fills the disk until so many bytes are left. */
function fill(leaving: number): void {
  for (;;) {
    const { bavail, bsize } = statfsSync(disk);
    const left = bavail * bsize - leaving;
    if (left <= 0) return;
    appendFileSync(filler(), Buffer.alloc(Math.min(left, 1024 * KIBIBYTE)));
  }
}

function users(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index}`);
}

testWithMount(
  'a full disk: events are refused, what was accepted stays, and it goes on when there is room',
  async () => {
    const accepted = new Set<string>();
    const sent = async (some: readonly string[]): Promise<number> => {
      const { status, retryAfter } = await service.post(some);
      if (status === 200) for (const user of some) accepted.add(user);
      else expect([status, retryAfter]).toEqual([503, '1']);
      return status;
    };
    // Merges give room back meanwhile: then it is taken again.
    const refusedForRoom = async (round: number): Promise<string[]> => {
      for (let attempt = 0; ; attempt += 1) {
        const large = users(`large-${round}-${attempt}`, 4_000);
        fill(256 * KIBIBYTE);
        if ((await sent(large)) === 503) return large;
      }
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(await sent(users(`before-${round}`, 5))).toBe(200);
      const large = await refusedForRoom(round);
      const small = users(`small-${round}`, 2);
      fill(0);
      const waiting = sent(small);
      await service.untilWritingFails();
      expect(service.isGone()).toBe(false);
      rmSync(filler());
      await waiting;
      await service.untilReady();
      await expectCounted(accepted, [large, small]);
      // What was refused is sent again, as every producer does.
      expect(await sent([...large, ...small])).toBe(200);
      await expectCounted(accepted, []);
    }
    fill(0);
    await service.kill9();
    rmSync(filler());
    await service.startAgain();
    await expectCounted(accepted, []);
  },
);

/** Every accepted user counts, by sessions and by searches alike, and each doubtful request wholly or not at all. */
async function expectCounted(
  accepted: ReadonlySet<string>,
  doubtful: readonly (readonly string[])[],
): Promise<void> {
  const { sessions, searches, listed } = await service.counted();
  expect([sessions, searches]).toEqual([listed.length, listed.length]);
  const found = new Set(listed);
  for (const request of doubtful) {
    expect([0, request.length]).toContain(request.filter((user) => found.has(user)).length);
  }
  const others = new Set(doubtful.flat());
  expect(listed.filter((user) => !others.has(user)).sort()).toEqual(
    [...accepted].filter((user) => !others.has(user)).sort(),
  );
}
