-- Is this user known to this client? One row if client and user are known, none otherwise.
-- A user is known from the directory or from app usage.
SELECT user_id AS id
FROM
(
    SELECT tenant, user_id
    FROM headcount.users
    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND user_id = {user_id:String}
    UNION ALL
    SELECT tenant, user_id
    FROM headcount.client_users
    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND user_id = {user_id:String}
)
WHERE tenant GLOBAL IN (
    SELECT tenant FROM headcount.clients WHERE tenant = {tenant:String} AND client_id = {client_id:UUID})
LIMIT 1
