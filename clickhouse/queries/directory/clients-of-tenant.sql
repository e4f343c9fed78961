-- Which clients are registered, among these or (is_all) among all of the tenant? By name, in lower case, then by id.
SELECT
    client_id,
    name,
    if(empty(zones), NULL, zones[-1].timezone) AS timezone,
    toUnixTimestamp64Milli(updated_at) AS updated_at_ms
FROM headcount.clients FINAL
WHERE tenant = {tenant:String} AND ({is_all:Bool} OR client_id IN {client_ids:Array(UUID)})
ORDER BY lowerUTF8(name), client_id
