import { coverage } from '../../fuzz/parsers/watched';
import { fuzz } from '../../fuzz/parsers/fuzz';
import { TARGETS } from '../../fuzz/parsers/targets';

/** The long form is `npm run fuzz:parsers`. */
const EXECUTIONS = 640;
const SEED = process.env.HEADCOUNT_SEED ?? 'short';

afterAll(() => {
  coverage.stop();
});

test.each(TARGETS.map((target) => [target.name, target] as const))(
  `%s are read as a second reader reads them, or refused as declared, whatever the bytes (seed ${SEED})`,
  async (_name, target) => {
    const { findings, corpus, reached } = await fuzz(target, SEED, coverage, (done) => done >= EXECUTIONS);
    expect(findings).toEqual([]);
    // The coverage guides: inputs that reached something new were kept.
    expect(corpus).toBeGreaterThan(target.seeds.length);
    expect(reached).toBeGreaterThan(5);
  },
);
