import type { Catalog, Column, OtherTable } from '../catalog/catalog';

/** A table that is copied row by row; what views write is made anew by the views of the other store. */
export interface MovedTable {
  readonly name: string;
  readonly key: readonly Column[];
  /** What is inserted. */
  readonly columns: readonly Column[];
  /** Whether rows of the same key are versions of one row, so that only what is left of them counts. */
  readonly joinsRows: boolean;
  /** Whether its rows belong to the installation and not to a tenant. */
  readonly isService: boolean;
}

/** What belongs to one database alone: the other has its own. */
const OWN = new Set(['schema_migrations']);

/** Which tables to copy, in this order: what rows refer to before the rows. */
export function movedTables({ facts, others }: Catalog): MovedTable[] {
  const rank = ({ purpose }: OtherTable): number => (purpose === 'service' ? 0 : 1);
  return [...others.toSorted((a, b) => rank(a) - rank(b)), ...facts]
    .filter(({ name }) => !OWN.has(name))
    .map(({ name, key, columns }) => {
      const isService = !columns.some((column) => column.name === 'tenant');
      return { name, key, columns, isService, joinsRows: !isService };
    });
}
