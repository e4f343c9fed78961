-- How many users made at least so many sessions or at least so many searches in each of the selected organizations, in a range
-- of seconds? What a user did in one organization counts for that one alone.
-- The whole days of the range come from the aggregate; of the at most two days that it holds only a part of, the facts say
-- what lies inside. FINAL leaves one row per event, and joins the id sets of a user's day; no event is in two of them.
-- One event may stand under two numbers of a user who has several: there the sets are united by the user.
WITH
    arrayConcat({further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}) AS aliased,
    number -> transform(number, {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}, number) AS canonical
SELECT org_id, count() AS active_users
FROM
(
    SELECT org_id, user
    FROM
    (
        SELECT org_id, user_number AS user, length(session_hashes) AS sessions, length(search_hashes) AS searches
        FROM headcount.org_user_days FINAL
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day BETWEEN {first_whole_day:Date} AND {last_whole_day:Date}
            AND NOT has(aliased, user_number)
        UNION ALL
        SELECT org_id, canonical(user_number) AS user,
            length(groupUniqArrayArray(session_hashes)), length(groupUniqArrayArray(search_hashes))
        FROM headcount.org_user_days
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day BETWEEN {first_whole_day:Date} AND {last_whole_day:Date}
            AND notEmpty({further_numbers:Array(UInt32)}) AND has(aliased, user_number)
        GROUP BY day, org_id, user
        UNION ALL
        SELECT org_id, canonical(user_number) AS user, 1, 0
        FROM headcount.sessions FINAL
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
        UNION ALL
        SELECT org_id, canonical(user_number) AS user, 0, 1
        FROM headcount.searches FINAL
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
    )
    GROUP BY org_id, user
    HAVING sum(sessions) >= {min_sessions:UInt64} OR sum(searches) >= {min_searches:UInt64}
)
GROUP BY org_id
ORDER BY active_users DESC, org_id
