/** Where a payload that is run would knock, and what it would write. */
export interface Traps {
  /** `127.0.0.1:port` of a listener that nobody may call. */
  readonly listener: string;
  /** A file that nobody may make. */
  readonly file: string;
}

/** Texts that would be run where a value is taken for SQL: known ones of every database, and those that only ClickHouse knows. */
export function injectionPayloads({ listener, file }: Traps): readonly string[] {
  return [
    // Quotes of every kind, escaped and doubled.
    `it's quoted`, `"double" quoted`, 'back`tick', `two '' quotes`, `\\' escaped`, `\\\\' twice`, `\\x27 OR 1=1`, `\\u0027 OR 1=1`,
    `ends with \\`, `%27 OR 1=1`, `%bf%27 OR 1=1`, `‘curly’ OR 1=1`, `＇wide＇ OR 1=1`, `ʼmodifier OR 1=1`, `′prime OR 1=1`, `\u00bf' OR 1=1`,
    // Always true, always false.
    `' OR '1'='1`, `' OR 1=1 --`, `" OR "1"="1`, `') OR ('1'='1`, `')) OR (('1'='1`, `1 OR 1=1`, `1' AND '1'='2`, `' OR NOT empty(tenant) --`,
    `' OR tenant != '`, `acme' OR tenant = 'other`, `' IS NOT NULL OR '`, `x' OR x LIKE '%`, `0) OR (1=1`,
    // Comments.
    `admin' --`, `admin' #`, `admin'/*`, `admin' -- -`, `*/ OR 1=1 /*`, `'/**/OR/**/1=1`, `#! comment`, `' -- \n OR 1=1`, `/*!50000 1*/`,
    // More than one statement.
    `'; DROP TABLE headcount.sessions; --`, `'; TRUNCATE TABLE headcount.searches; --`, `1; DROP DATABASE headcount SYNC`,
    `'); DELETE FROM headcount.sessions WHERE 1; --`, `'; ALTER TABLE headcount.sessions DELETE WHERE 1; --`,
    `'; INSERT INTO headcount.clients SELECT * FROM headcount.clients; --`, `'; CREATE TABLE headcount.planted (x Int8) ENGINE = Memory; --`,
    `'; CREATE FUNCTION planted AS (x) -> x; --`, `'; SYSTEM SHUTDOWN; --`, `'; KILL QUERY WHERE 1 ASYNC; --`, `'; SET readonly = 0; --`,
    `'; RENAME TABLE headcount.sessions TO headcount.planted; --`, `'; DETACH DATABASE headcount; --`, `'; USE system; --`,
    // Unions and subqueries.
    `' UNION ALL SELECT 1 --`, `' UNION ALL SELECT value FROM headcount.service_keys --`, `') UNION DISTINCT SELECT version() --`,
    `' AND 1=(SELECT count() FROM system.tables) --`, `' AND (SELECT throwIf(1, 'thrown')) --`, `(SELECT name FROM system.users LIMIT 1)`,
    `' INTERSECT SELECT currentUser() --`, `' ORDER BY 99 --`, `' GROUP BY 1 WITH TOTALS --`, `' LIMIT 1 BY tenant --`, `' HAVING 1=1 --`,
    // What runs for long.
    `' OR sleep(3) --`, `1; SELECT sleepEachRow(1) FROM numbers(30)`, `' AND (SELECT count() FROM system.numbers) --`, `' OR SLEEP(5)#`,
    `'; WAITFOR DELAY '0:0:5' --`, `' || pg_sleep(5) --`, `' AND BENCHMARK(100000000, MD5(1)) --`,
    // Out of the engine: the network, files, programs.
    `url('http://${listener}/url', CSV, 'x String')`, `' OR (SELECT count() FROM url('http://${listener}/a', LineAsString)) --`,
    `' OR (SELECT count() FROM remote('${listener}', system.one)) --`, `'||(SELECT * FROM s3('http://${listener}/b', 'LineAsString'))||'`,
    `' OR (SELECT count() FROM mysql('${listener}', 'd', 't', 'u', 'p')) --`, `postgresql('${listener}', 'd', 't', 'u', 'p')`,
    `file('/etc/passwd', LineAsString)`, `' UNION ALL SELECT * FROM file('/etc/passwd', LineAsString) --`, `executable('id', TSV, 'x String')`,
    `'; INSERT INTO FUNCTION file('${file}', TSV, 'x Int8') VALUES (1); --`, `' INTO OUTFILE '${file}' --`, `' FORMAT Null --`,
    `' FORMAT JSONEachRow SETTINGS max_threads=1 --`, `' SETTINGS readonly=0 --`, `$heredoc$ OR 1=1 $heredoc$`,
    // Placeholders, identifiers, macros and names of functions of this engine.
    '{x:String}', '{tenant:String}', `{tenant:Identifier}`, `{org_ids:Array(String)}`, '{{tenant}}', '${tenant}', '{database}', '{shard}',
    `getSetting('max_threads')`, `dictGet('headcount.d', 'x', 1)`, `COLUMNS('.*')`, `* EXCEPT tenant`, `arrayJoin([1,2,3])`, `toTypeName(tenant)`,
    `identity(tenant)`, `hostName()`, `cluster('default', system.one)`, `merge('system', '.*')`, `numbers(1000000000000)`, `\\N`, 'NULL', 'DEFAULT',
    // Bytes and control characters.
    `nul\0' OR 1=1 --`, `\0\0\0 OR 1`, `line\n' OR 1=1`, `\r\n' OR 1=1`, `tab\t' OR 1=1`, `\u001a' OR 1=1`, `\u2028' OR 1=1`, `\ufeff' OR 1=1`,
    `\b' OR 1=1`, `💥' OR '1'='1`, `é' OR '1'='1`,
    // Other languages that a value might meet on its way.
    `$(touch ${file})`, `; touch ${file}`, `| touch ${file}`, `\${7*7}`, `{{7*7}}`, `<%= 7*7 %>`, `{"$ne": null}`, `[$regex]=.*`, `../../../etc/passwd`,
    `__proto__`, `constructor.prototype`, `<script>alert(1)</script>`, `javascript:alert(1)`, `*)(uid=*))(|(uid=*`, `' or count(/*)=1 or '`,
  ]; // prettier-ignore
}
