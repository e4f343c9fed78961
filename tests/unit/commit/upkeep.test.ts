import { UPKEEP_POLICY } from '../../../services/ingest/commit/policy';
import { chooseUpkeep } from '../../../services/ingest/commit/upkeep';

const well = {
  journalIsWritable: true,
  journalBytes: 0,
  poisonCommits: 0,
  sincePoisonRetryMs: 0,
  isIdle: true,
};

describe('what the write path needs', () => {
  it('is nothing while all is well', () => {
    expect(chooseUpkeep(well)).toBe('nothing');
  });

  it('is first of all a journal that can be written', () => {
    const bad = {
      ...well,
      journalIsWritable: false,
      poisonCommits: 1,
      sincePoisonRetryMs: 1e9,
      journalBytes: 1,
    };
    expect(chooseUpkeep(bad)).toBe('probe-journal');
  });

  it('is to offer poison commits again, from time to time', () => {
    const poisoned = { ...well, poisonCommits: 1 };
    expect(chooseUpkeep({ ...poisoned, sincePoisonRetryMs: UPKEEP_POLICY.poisonRetryMs - 1 })).toBe(
      'nothing',
    );
    expect(chooseUpkeep({ ...poisoned, sincePoisonRetryMs: UPKEEP_POLICY.poisonRetryMs })).toBe(
      'retry-poison',
    );
  });

  it('is to empty the journal, but only when nothing is going on', () => {
    expect(chooseUpkeep({ ...well, journalBytes: 1 })).toBe('empty-journal');
    expect(chooseUpkeep({ ...well, journalBytes: 1, isIdle: false })).toBe('nothing');
  });
});
