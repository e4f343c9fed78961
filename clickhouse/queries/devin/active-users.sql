-- How many users did anything (a session or a search) in a range of seconds, over the selected organizations?
-- The whole days of the range come from the aggregate; of the at most two days that it holds only a part of, the facts say
-- what lies inside.
SELECT count() AS active_users
FROM
(
    SELECT user_id
    FROM
    (
        SELECT user_id
        FROM headcount.user_days
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day BETWEEN {first_whole_day:Date} AND {last_whole_day:Date}
        UNION ALL
        SELECT user_id
        FROM headcount.sessions
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
        UNION ALL
        SELECT user_id
        FROM headcount.searches
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
    )
    GROUP BY user_id
)
