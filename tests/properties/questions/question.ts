import type { Facts } from '../../model/facts';
import { settle } from '../../model/facts';
import type { World } from '../../model/world';
import type { Api } from '../../support/api';

/** A call of the API and the body that the model says it must have; null where the thing asked for is not there. */
export interface Question {
  readonly path: string;
  readonly expected: (facts: Facts) => object | null;
}

/** Asks every question and compares each answer with the model's; the path stands in what is compared. */
export async function expectModelAnswers(
  api: Api,
  world: World,
  questions: readonly Question[],
): Promise<void> {
  const facts = settle(world);
  for (const { path, expected } of questions) {
    const { status, body } = await api.get(path);
    const wanted = expected(facts);
    if (wanted === null) expect({ path, status }).toEqual({ path, status: 404 });
    else expect({ path, status, body }).toEqual({ path, status: 200, body: wanted });
  }
}
