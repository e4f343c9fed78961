import { BEGIN_ONLY } from '../erasure/change-rows';
import { stringLiteral } from '../sql/literal';
import { withoutComments } from '../sql/scan';
import { mapCode } from '../sql/statements';
import { shardingKey } from './sharding-key';

const WAIT_FOR_ALL = 'SETTINGS mutations_sync = 2, lightweight_deletes_sync = 2';

/** What a statement is rendered for. */
export interface ClusterTarget {
  /** The cluster's name in the servers' configuration. */
  readonly cluster: string;
  /** The database that holds everything, as the statements are finally run. */
  readonly database: string;
}

const CREATE_DATABASE = /^(CREATE\s+DATABASE\s+IF\s+NOT\s+EXISTS\s+headcount)\s*$/i;
const CREATE_TABLE =
  /^CREATE\s+TABLE\s+IF\s+NOT\s+EXISTS\s+headcount\.(\w+)\s*(\([\s\S]*\))\s*ENGINE\s*=\s*(\w*MergeTree)(?:\(([^()]*)\))?\s*ORDER\s+BY\s+([\s\S]+?)\s*SETTINGS\s+([\s\S]+)$/i;
const CREATE_VIEW =
  /^(CREATE\s+MATERIALIZED\s+VIEW\s+IF\s+NOT\s+EXISTS\s+headcount\.\w+)\s+TO\s+(headcount\.\w+)\s+AS\s+([\s\S]+)$/i;
const INSERT = /^INSERT\s+INTO\s+headcount\.\w+/i;
const ALTER = /^ALTER\s+TABLE\s+headcount\.(\w+)\s+([\s\S]+)$/i;
const DELETE = /^DELETE\s+FROM\s+headcount\.(\w+)\s+([\s\S]+)$/i;
const DROP = /^DROP\s+(TABLE|VIEW)\s+IF\s+EXISTS\s+headcount\.(\w+)\s*$/i;
/** What of an ALTER changes columns, which the table in front has too; the rest concerns stored rows. */
const CHANGES_COLUMNS = /^(ADD|DROP|MODIFY|RENAME)\s+COLUMN\b/i;

/** Where a shard's own rows lie; the table without the ending stands in front of all shards. */
const LOCAL = '_local';

/**
 * A statement of ours as the statements that do the same on every server of a cluster: each table becomes a replicated one
 * on every shard and a distributed one of its name in front; views read and write the local ones; changes of rows go to the
 * local ones. Every result may be run again. Throws on a form that it does not know.
 */
export function renderForCluster(statement: string, target: ClusterTarget): string[] {
  // A look at one server's list of changes says nothing of the others': there the statement itself waits.
  const sql = withoutComments(statement).trim().replace(BEGIN_ONLY, WAIT_FOR_ALL);
  const onCluster = `ON CLUSTER ${stringLiteral(target.cluster)}`;
  if (INSERT.test(sql)) return [sql];
  if (CREATE_DATABASE.test(sql)) return [`${sql} ${onCluster}`];

  const table = CREATE_TABLE.exec(sql);
  if (table) return createTables(table, target, onCluster);

  const view = CREATE_VIEW.exec(sql);
  if (view) {
    const [, name = '', to = '', select = ''] = view;
    return [`${name} ${onCluster} TO ${to}${LOCAL} AS\n${overLocalTables(select)}`];
  }

  const alter = ALTER.exec(sql);
  if (alter) {
    const [, name = '', change = ''] = alter;
    const local = `ALTER TABLE headcount.${name}${LOCAL} ${onCluster} ${change}`;
    return CHANGES_COLUMNS.test(change)
      ? [local, `ALTER TABLE headcount.${name} ${onCluster} ${inFront(change)}`]
      : [local];
  }

  const deletion = DELETE.exec(sql);
  if (deletion)
    return [`DELETE FROM headcount.${deletion[1] ?? ''}${LOCAL} ${onCluster} ${deletion[2] ?? ''}`];

  const drop = DROP.exec(sql);
  if (drop) {
    const [, kind = '', name = ''] = drop;
    const dropped = kind.toUpperCase() === 'TABLE' ? [name, `${name}${LOCAL}`] : [name];
    return dropped.map((one) => `DROP ${kind} IF EXISTS headcount.${one} ${onCluster} SYNC`);
  }
  throw new SyntaxError('a statement that cannot be rendered for a cluster');
}

function createTables(
  found: RegExpExecArray,
  { cluster, database }: ClusterTarget,
  onCluster: string,
): string[] {
  const [, name = '', columns = '', engine = '', engineArguments = '', orderBy = '', settings = ''] = found;
  // A path of its own names and not of the table's UUID: a server that missed the statement gets the same path later.
  const replication = [`'/clickhouse/tables/{shard}/${database}/${name}'`, `'{replica}'`];
  const allArguments = [...replication, ...(engineArguments.trim() === '' ? [] : [engineArguments])].join(
    ', ',
  );
  const local = `headcount.${name}${LOCAL}`;
  return [
    `CREATE TABLE IF NOT EXISTS ${local} ${onCluster}\n${columns}\n` +
      `ENGINE = Replicated${engine}(${allArguments})\nORDER BY ${orderBy}\n` +
      `SETTINGS ${settings.replace('non_replicated_deduplication_window', 'replicated_deduplication_window')}`,
    `CREATE TABLE IF NOT EXISTS headcount.${name} ${onCluster} AS ${local}\n` +
      `ENGINE = Distributed(${stringLiteral(cluster)}, '${database}', '${name}${LOCAL}', ${shardingKey(columns, orderBy)})`,
  ];
}

/**
 * Every table that is read becomes the shard's own, under its old name: a view sees the rows that come to its server.
 */
function overLocalTables(select: string): string {
  return mapCode(select, (code) =>
    code.replace(
      /\bheadcount\.(\w+)(\s+AS\s+\w+)?/gi,
      (_, name: string, alias: string | undefined) => `headcount.${name}${LOCAL}${alias ?? ` AS ${name}`}`,
    ),
  );
}

/** A table in front stores nothing, so its columns have a type and a default but no place among others. */
function inFront(change: string): string {
  return change.replace(/\s+SETTINGS\s[\s\S]*$/i, '');
}
