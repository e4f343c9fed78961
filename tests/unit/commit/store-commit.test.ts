import { StoreError } from '../../../clickhouse/errors';
import type { InsertBatch } from '../../../clickhouse/store';
import { storeCommit } from '../../../services/ingest/commit/store-commit';
import type { StoringContext } from '../../../services/ingest/commit/store-commit';
import { FaultySink, searches, sessions } from './support/faulty-sink';

const policy = {
  firstBackoffMs: 0,
  maxBackoffMs: 0,
  maxUnexplainedAttempts: 3,
  wholeAttempts: 2,
  firstCutRows: 2,
  minCutRows: 1,
};

let sink: FaultySink;
let failures: string[];
let stopping: AbortController;
let context: StoringContext;
beforeEach(() => {
  sink = new FaultySink();
  failures = [];
  stopping = new AbortController();
  const onFailure = (error: StoreError): void => {
    failures.push(error.kind);
  };
  context = { store: sink, policy, signal: stopping.signal, onFailure };
});

/** Fails so many times with a kind, then never again. */
function failing(times: number, kind: StoreError['kind']): () => void {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw new StoreError(kind);
  };
}

function refusing(id: string): FaultySink['fault'] {
  return ({ rows }) => {
    if (rows.includes(JSON.stringify([id]))) throw new StoreError('invalid');
  };
}

describe('storing a commit', () => {
  it('puts the parts of all requests into one insert a table', async () => {
    const outcomes = await storeCommit([[searches('a'), sessions('s')], [searches('b')]], context);
    expect(outcomes).toEqual([undefined, undefined]);
    expect(sink.batches).toEqual([searches('a', 'b'), sessions('s')]);
  });

  it('says with every insert the days of all events of the commit, whatever is refused, or none where a part says none', async () => {
    const about = (batch: InsertBatch, ...days: number[]): InsertBatch => ({ ...batch, days: new Set(days) });
    sink.fault = refusing('b');
    await storeCommit(
      [[about(searches('a'), 1), about(sessions('s'), 2)], [about(searches('b'), 3)]],
      context,
    );
    const ofTheFirst = sink.batches.length;
    await storeCommit([[about(searches('c'), 4)], [sessions('t')]], context);
    const days = sink.batches.map((batch) => batch.days && [...batch.days]);
    expect(ofTheFirst).toBeGreaterThan(2);
    expect(days.slice(0, ofTheFirst)).toEqual(Array.from({ length: ofTheFirst }, () => [1, 2, 3]));
    expect(days.slice(ofTheFirst)).toEqual([undefined, undefined]);
  });

  it.each(['unavailable', 'disk', 'memory', 'timeout', 'busy'] as const)(
    'outlasts a store that is %s, and leaves no row out',
    async (kind) => {
      sink.fault = failing(20, kind);
      expect(await storeCommit([[searches('a', 'b', 'c', 'd', 'e')]], context)).toEqual([undefined]);
      expect(new Set(sink.rows)).toEqual(new Set(searches('a', 'b', 'c', 'd', 'e').rows));
      expect(failures).toHaveLength(20);
    },
  );

  it('sends smaller inserts when the whole does not go in', async () => {
    sink.fault = ({ rows }) => {
      if (rows.length > 1) throw new StoreError('memory');
    };
    expect(await storeCommit([[searches('a', 'b', 'c', 'd', 'e')]], context)).toEqual([undefined]);
    expect(sink.rows).toEqual(searches('a', 'b', 'c', 'd', 'e').rows);
  });

  it("one request's refused rows do not keep out the others'", async () => {
    sink.fault = refusing('bad');
    const outcomes = await storeCommit(
      [[searches('a')], [searches('bad'), sessions('s')], [searches('b')]],
      context,
    );
    expect(outcomes.map((outcome) => outcome?.kind)).toEqual([undefined, 'invalid', undefined]);
    expect(new Set(sink.rows)).toEqual(new Set([...searches('a', 'b').rows, ...sessions('s').rows]));
  });

  it('an error without a known cause is tried a few times, then counts as a refusal', async () => {
    sink.fault = failing(2, 'internal');
    expect(await storeCommit([[searches('a')]], context)).toEqual([undefined]);
    sink.fault = failing(3, 'internal');
    expect((await storeCommit([[searches('b')]], context))[0]?.kind).toBe('internal');
  });

  it('stops trying when told to, and no insert of it runs any more', async () => {
    sink.fault = () => {
      if (failures.length > 3) stopping.abort();
      throw new StoreError('unavailable');
    };
    await expect(storeCommit([[searches('a'), sessions('s')]], context)).rejects.toThrow();
    expect(sink.running).toBe(0);
  });
});
