-- Which migrations has this database seen? The newest entry of each number, since an interrupted run may have entered it twice.
SELECT number, name, checksum
FROM headcount.schema_migrations FINAL
ORDER BY number
