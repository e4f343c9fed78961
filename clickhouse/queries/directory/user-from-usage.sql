-- Since when is this user known from app usage? One row if they are.
SELECT toUnixTimestamp64Milli(min(registered_at)) AS registered_at_ms
FROM headcount.client_users
WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND user_id = {id:String}
GROUP BY tenant
