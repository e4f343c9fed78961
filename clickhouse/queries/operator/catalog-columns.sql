-- Which columns has each table and view, in order, and which of them does the engine compute?
SELECT table, name, type, default_kind, default_expression
FROM system.columns
WHERE database = {database:String} AND NOT startsWith(table, '.')
ORDER BY table, position
