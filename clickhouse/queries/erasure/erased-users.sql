-- Which users were erased, and through which instant? By hash.
SELECT user_hash, toUnixTimestamp64Milli(max(erased_through)) AS erased_through_ms
FROM headcount.erased_users
WHERE tenant = {tenant:String}
GROUP BY user_hash
