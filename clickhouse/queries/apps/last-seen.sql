-- When was each of these people of a client last active on each platform? With their ids in lower case, which are the names that those
-- who are not in the directory are sorted by.
SELECT
    user_id,
    lowerUTF8(user_id) AS lower_id,
    toUnixTimestamp64Milli(max(desktop_at)) AS desktop_at_ms,
    toUnixTimestamp64Milli(max(web_at)) AS web_at_ms
FROM headcount.client_users
WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND user_id IN {user_ids:Array(String)}
GROUP BY user_id
