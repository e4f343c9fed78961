-- Is this client registered? One row if so.
SELECT toString(client_id) AS id
FROM headcount.clients
WHERE tenant = {tenant:String} AND client_id = {client_id:UUID}
LIMIT 1
