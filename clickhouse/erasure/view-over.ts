import type { FactTable, View } from '../catalog/catalog';
import { codeOf } from '../sql/scan';
import { mapCode } from '../sql/statements';

/** What a view would write for those facts alone for which the condition holds. Tables are named as all our SQL names them. */
export function viewOver(view: View, fact: FactTable, condition: string, database: string): string {
  const columns = [...fact.columns, ...fact.computed].map(({ name }) => name).join(', ');
  const some = `(SELECT ${columns} FROM headcount.${fact.name} WHERE ${condition}) AS ${fact.name}`;
  const source = new RegExp(`\\bFROM\\s+${database}\\.${fact.name}\\b`);
  if (!source.test(codeOf(view.select))) {
    throw new Error(`the view ${view.name} does not read its fact table plainly`);
  }
  return mapCode(view.select, (code) => code.replace(source, `FROM ${some}`));
}
