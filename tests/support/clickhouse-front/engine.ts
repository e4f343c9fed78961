import { Session, type RawInsertFormat } from 'chdb';
import { splitStatements } from '../../../clickhouse/sql/statements';
import { substitute } from './parameters';
import type { FrontRequest } from './request';

const INSERT = /^\s*INSERT\s+INTO\s+([\w.]+)\s*(?:\(([^)]*)\))?\s*FORMAT\s+(\w+)\s*$/i;

/** The engine behind the front. Each request gets a session of its own, so that no setting outlives it. */
export class FrontEngine {
  readonly #directory: string;
  readonly #control: Session;

  constructor(directory: string) {
    this.#directory = directory;
    this.#control = new Session(directory);
  }

  async run(request: FrontRequest): Promise<Buffer> {
    if (splitStatements(request.sql).length !== 1)
      throw numbered(62, 'Syntax error: one statement (SYNTAX_ERROR)');
    const session = new Session(this.#directory);
    try {
      await applySettings(session, request);
      const insert = INSERT.exec(request.sql);
      if (insert) return await runInsert(session, insert, request.data);
      const result = await session.queryAsync(substitute(request.sql, request.parameters), {
        format: 'TabSeparated',
      });
      return Buffer.from(result.bytes());
    } finally {
      session.close();
    }
  }

  /** What a server does when a read's caller goes away. */
  async kill(queryId: string): Promise<void> {
    await this.#control.queryAsync(`KILL QUERY WHERE Settings['log_comment'] = '${queryId}' ASYNC`);
  }

  close(): void {
    this.#control.close();
  }
}

async function applySettings(session: Session, { settings, queryId }: FrontRequest): Promise<void> {
  const list = [...settings]
    .filter(([name]) => name !== 'readonly')
    .map(([name, value]) => setting(name, value));
  // A server puts parameters into the parsed statement; here they make its text longer.
  list.push('max_query_size = 100000000');
  if (queryId !== undefined) list.push(setting('log_comment', queryId));
  const readonly = settings.get('readonly');
  if (readonly !== undefined) list.push(setting('readonly', readonly));
  await session.queryAsync(`SET ${list.join(', ')}`);
}

function setting(name: string, value: string): string {
  if (!/^\w+$/.test(name) || /['\\]/.test(value)) throw numbered(115, 'Unknown setting (UNKNOWN_SETTING)');
  return `${name} = ${/^\d+$/.test(value) ? value : `'${value}'`}`;
}

async function runInsert(session: Session, insert: RegExpExecArray, values: Buffer): Promise<Buffer> {
  const [, table = '', columns, format] = insert;
  if (values.length === 0) throw numbered(108, 'No data to insert (NO_DATA_TO_INSERT)');
  await session.insert({
    table,
    values,
    format: format as RawInsertFormat,
    ...(columns !== undefined && { columns: columns.split(',').map((column) => column.trim()) }),
  });
  return Buffer.alloc(0);
}

function numbered(clickhouseCode: number, message: string): Error {
  return Object.assign(new Error(message), { clickhouseCode });
}
