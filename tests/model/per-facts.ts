import type { Facts } from './facts';

/** What is made of the facts and of nothing else is made once, however many questions ask for it. */
export function perFacts<Value>(make: (facts: Facts) => Value): (facts: Facts) => Value {
  const made = new WeakMap<Facts, { readonly value: Value }>();
  return (facts) => {
    const known = made.get(facts);
    if (known !== undefined) return known.value;
    const value = make(facts);
    made.set(facts, { value });
    return value;
  };
}
