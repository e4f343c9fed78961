-- How many users made at least so many sessions of each origin in a range of seconds, over the selected organizations?
-- From the facts: a session's origin is its newest one (FINAL), and no aggregate knows it. Sessions without an origin are a group
-- of their own.
SELECT origin, count() AS active_users
FROM
(
    SELECT origin, user_id
    FROM headcount.sessions FINAL
    WHERE tenant = {tenant:String}
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND day BETWEEN {first_day:Date} AND {last_day:Date}
        AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
        AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
    GROUP BY origin, user_id
    HAVING count() >= {min_sessions:UInt64}
)
GROUP BY origin
ORDER BY active_users DESC, origin
