-- Since when is this app known from its usage? One row if it is.
SELECT toUnixTimestamp64Milli(min(registered_at)) AS registered_at_ms
FROM headcount.client_apps
WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND app_id = {id:UUID}
GROUP BY tenant
