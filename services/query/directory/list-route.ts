import { columnsAt } from '../../platform/formats/list';
import type { ColumnType } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import { json } from '../../platform/http/answer';
import { machineFamily } from '../../platform/http/machine-family';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';
import { readListFormat } from './list-format';

interface DirectoryList<Row extends object> {
  readonly path: string;
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly allows: Route['allows'];
  /** The rows, or the answer where there can be none. */
  readonly read: (request: RouteRequest) => Promise<readonly Row[] | Answer>;
}

/** A GET of a whole list of the directory: `{data}` in JSON, else as every list. */
export function listRoute<Row extends object>(list: DirectoryList<Row>): Route {
  return {
    method: 'GET',
    path: list.path,
    family: machineFamily,
    allows: list.allows,
    cacheable: true,
    handle: async (request) => {
      const format = readListFormat(request);
      if (typeof format !== 'string') return format.refused;
      const rows = await list.read(request);
      if ('status' in rows) return rows;
      return answerInFormat(
        format,
        () => json(200, { data: rows }),
        () => ({ name: list.name, columns: columnsAt(list.columns), rows }),
      );
    },
  };
}

/** What every stored row says of when it was written. */
export interface Written {
  readonly updated_at_ms: string;
}

export function withUpdatedAt<Row extends Written>({
  updated_at_ms,
  ...row
}: Row): Omit<Row, 'updated_at_ms'> & { readonly updated_at: string } {
  return { ...row, updated_at: new Date(Number(updated_at_ms)).toISOString() };
}
