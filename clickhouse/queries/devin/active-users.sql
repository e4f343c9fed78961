-- How many users did anything (a session or a search) in a range of seconds, over the selected organizations?
-- Whole days come as bitmaps of user numbers; those of all organizations are kept united, under ''.
-- A day that the range cuts once holds whoever was active last after the cut, or first before it: the cost does not grow with
-- the events. No day is cut twice, see active-users-within-a-day. A user's further numbers, normally none, become the one that stands for them.
WITH
    (
        SELECT (groupArray(number), groupArray(smallest))
        FROM
        (
        SELECT number, min(canonical) AS smallest
        FROM headcount.user_number_aliases
        WHERE tenant = {tenant:String}
        GROUP BY number
        )
    ) AS aliases,
    {time_after:Int64} * 1000 AS after_ms,
    {time_before:Int64} * 1000 AS before_ms,
    day -> toInt64(toUInt16(day)) * 86400000 AS start_ms
SELECT
    bitmapCardinality(bitmapTransform(groupBitmapMergeState(users), aliases.1, aliases.2)) AS active_users
FROM
(
    SELECT users
    FROM headcount.org_day_users
    WHERE tenant = {tenant:String}
        AND (({all_orgs:Bool} AND org_id = '') OR (org_id IN {org_ids:Array(String)} AND org_id != ''))
        AND day BETWEEN {first_whole_day:Date} AND {last_whole_day:Date}
    UNION ALL
    SELECT groupBitmapState(user_number)
    FROM headcount.org_user_days
    WHERE tenant = {tenant:String}
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND day IN {ragged_days:Array(Date)}
        AND start_ms(day) + last_ms >= after_ms
        AND start_ms(day) + first_ms < before_ms
)
