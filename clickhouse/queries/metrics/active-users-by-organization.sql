-- How many users did anything (a session or a search) in each of the selected organizations, in a range of seconds?
-- The whole days of the range come from the aggregate; of the at most two days that it holds only a part of, the facts say
-- what lies inside.
SELECT org_id, count() AS active_users
FROM
(
    SELECT org_id, user_id
    FROM
    (
        SELECT org_id, user_id
        FROM headcount.user_days
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day BETWEEN {first_whole_day:Date} AND {last_whole_day:Date}
        UNION ALL
        SELECT org_id, user_id
        FROM headcount.sessions
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
        UNION ALL
        SELECT org_id, user_id
        FROM headcount.searches
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
    )
    GROUP BY org_id, user_id
)
GROUP BY org_id
ORDER BY active_users DESC, org_id
