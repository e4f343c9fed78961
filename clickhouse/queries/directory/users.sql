-- What is stored about these users? One row for each one that was put; users known only from usage are not among them.
-- The lists are the keys' parts, so a few rows of other pairs may come too; the caller looks its keys up.
SELECT
    client_id, user_id,
    username, user_key, department_ids, version
FROM headcount.users FINAL
WHERE tenant = {tenant:String} AND client_id IN {client_ids:Array(UUID)} AND user_id IN {ids:Array(String)}
