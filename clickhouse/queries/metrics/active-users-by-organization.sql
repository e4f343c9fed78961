-- How many users did anything (a session or a search) in each of the selected organizations, in a range of seconds?
-- Whole days come as bitmaps of user numbers.
-- A day that the range cuts once holds whoever was active last after the cut, or first before it: the cost does not grow with
-- the events. Only a day cut twice asks the facts. A user's further numbers, normally none, become the one that stands for them.
WITH
    {time_after:Int64} * 1000 AS after_ms,
    {time_before:Int64} * 1000 AS before_ms,
    day -> toInt64(toUInt16(day)) * 86400000 AS start_ms,
    after_ms % 86400000 > 0 AND before_ms % 86400000 > 0 AND intDiv(after_ms, 86400000) = intDiv(before_ms, 86400000)
        AS cuts_a_day_twice
SELECT
    org_id,
    bitmapCardinality(bitmapTransform(
        groupBitmapMergeState(users),
        {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)})) AS active_users
FROM
(
    SELECT org_id, users
    FROM headcount.org_day_users
    WHERE tenant = {tenant:String}
        AND org_id != ''
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND day BETWEEN {first_whole_day:Date} AND {last_whole_day:Date}
    UNION ALL
    SELECT org_id, groupBitmapState(user_number)
    FROM headcount.org_user_days
    WHERE tenant = {tenant:String}
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND day IN {ragged_days:Array(Date)}
        AND NOT cuts_a_day_twice
        AND start_ms(day) + last_ms >= after_ms
        AND start_ms(day) + first_ms < before_ms
    GROUP BY org_id
    UNION ALL
    SELECT org_id, groupBitmapState(user_number)
    FROM
    (
        SELECT org_id, user_number
        FROM headcount.sessions
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND cuts_a_day_twice
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
        UNION ALL
        SELECT org_id, user_number
        FROM headcount.searches
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND cuts_a_day_twice
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
    )
    WHERE user_number > 0
    GROUP BY org_id
)
GROUP BY org_id
HAVING active_users > 0
ORDER BY active_users DESC, org_id
