-- Has the list of erased users changed? Users and instants only grow, so any change makes one of the two numbers larger.
SELECT count() AS users, sum(through_ms) AS instants
FROM
(
    SELECT toUnixTimestamp64Milli(max(erased_through)) AS through_ms
    FROM headcount.erased_users
    WHERE tenant = {tenant:String}
    GROUP BY user_hash
)
