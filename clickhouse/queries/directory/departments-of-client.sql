-- Which departments has a client? By name, in lower case, then by id.
SELECT
    client_id,
    department_id,
    name,
    toUnixTimestamp64Milli(updated_at) AS updated_at_ms
FROM headcount.departments FINAL
WHERE tenant = {tenant:String} AND client_id = {client_id:UUID}
ORDER BY lowerUTF8(name), department_id
