import type { DirectoryEntry, Stored } from '../../../services/ingest/directory/entry';
import { DirectoryClock } from '../../../services/ingest/directory/directory-clock';
import { applyEntries } from '../../../services/ingest/directory/write-directory';

const AT_MS = 1_000_000;
const client = (name: string, timezone = 'UTC'): DirectoryEntry => ({
  kind: 'client',
  clientId: 'c',
  name,
  timezone,
});
const department = (name: string): DirectoryEntry => ({
  ...({ kind: 'department', clientId: 'c', departmentId: 'd' } as const),
  name,
});

function stored(version: number): Map<string, Stored> {
  const zones = [{ validFromMs: 0, timezone: 'UTC' }];
  return new Map([['client c ', { record: { kind: 'client', clientId: 'c', name: 'C', zones }, version }]]);
}

describe('applying directory entries', () => {
  it('sees what earlier entries of the same body have made', () => {
    const { outcomes, changed } = applyEntries(
      [department('early'), client('C'), department('one'), department('two')],
      new Map(),
      new Set(),
      AT_MS,
    );
    expect(outcomes[0]).toBe('unknown-client');
    expect(changed.map(({ record }) => 'name' in record && record.name)).toEqual(['C', 'two']);
  });

  it('writes nothing that is stored already, and answers what is stored', () => {
    const before = stored(7);
    const { outcomes, changed } = applyEntries([client('C')], before, new Set(), AT_MS);
    expect(changed).toEqual([]);
    expect(outcomes).toEqual([...before.values()]);
  });

  it('gives each write a larger version than the one before, whatever the clock says', () => {
    const ahead = AT_MS * 1000 + 5_000_000;
    const { changed } = applyEntries([client('D'), client('E')], stored(ahead), new Set(), AT_MS);
    expect(changed.map(({ version }) => version)).toEqual([ahead + 2]);
  });

  it('corrects the zone while there is no usage, and adds to its history once there is', () => {
    const zones = (hasUsage: boolean): unknown => {
      const { changed } = applyEntries(
        [client('C', 'Asia/Tokyo')],
        stored(7),
        new Set(hasUsage ? ['c'] : []),
        AT_MS,
      );
      return changed.map(
        ({ record }) => record.kind === 'client' && record.zones.map(({ timezone }) => timezone),
      );
    };
    expect(zones(false)).toEqual([['Asia/Tokyo']]);
    expect(zones(true)).toEqual([['UTC', 'Asia/Tokyo']]);
  });
});

describe('the clock of directory writes', () => {
  it('puts a write after every event that was checked before it', () => {
    const clock = new DirectoryClock(() => new Date(AT_MS));
    expect(clock.writeInstantMs()).toBe(AT_MS);
    clock.observe(AT_MS);
    expect(clock.writeInstantMs()).toBe(AT_MS + 1);
    clock.observe(AT_MS - 10);
    expect(clock.writeInstantMs()).toBe(AT_MS + 1);
  });
});
