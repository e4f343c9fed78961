-- What is stored about these departments? One row for each one that is registered.
-- The lists are the keys' parts, so a few rows of other pairs may come too; the caller looks its keys up.
SELECT client_id, department_id, name, version
FROM headcount.departments FINAL
WHERE tenant = {tenant:String} AND client_id IN {client_ids:Array(UUID)} AND department_id IN {ids:Array(UUID)}
