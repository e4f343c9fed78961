-- Which tables and views are there, how is each stored and ordered, and what does a view read and write?
SELECT name, engine, engine_full, sorting_key, as_select, create_table_query
FROM system.tables
WHERE database = {database:String} AND NOT startsWith(name, '.')
ORDER BY name
