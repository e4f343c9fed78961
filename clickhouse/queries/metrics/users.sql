-- Which users made at least so many sessions or at least so many searches in a range of seconds, over the selected
-- organizations: how many of each, on how many local days, when last, and how much of it in another range?
-- One page of them in the order asked for, ties by user id, with the number of all of them.
-- From the facts, which alone know the last instant and the local day; FINAL leaves one row per event. Without another range,
-- the other one ends before it begins.
-- The total is counted before the page is cut; a page that starts after the last row has no row to say it.
WITH
    {day_starts:Array(Int64)} AS starts,
    {sort_by:String} = 'user_id' AND {sort_order:String} = 'desc' AS ids_descend,
    ifNull({after_number:Nullable(Int64)}, 0) AS after_rank
SELECT
    user_id,
    sessions,
    searches,
    days_active,
    last_activity,
    compare_sessions,
    compare_searches,
    compare_days_active,
    compare_last_activity,
    total_count,
    sort_number,
    user_id AS sort_name
FROM
(
    SELECT
        *,
        count() OVER () AS total_count,
        if({sort_order:String} = 'desc', -1, 1) * multiIf(
            {sort_by:String} = 'sessions', toInt64(sessions),
            {sort_by:String} = 'searches', toInt64(searches),
            {sort_by:String} = 'days_active', toInt64(days_active),
            {sort_by:String} = 'last_activity', last_activity,
            toInt64(0)) AS sort_number
    FROM
    (
        SELECT
            user_id,
            countIf(in_range AND is_session) AS sessions,
            countIf(in_range AND NOT is_session) AS searches,
            uniqExactIf(day_start, in_range) AS days_active,
            maxIf(second, in_range) AS last_activity,
            countIf(in_comparison AND is_session) AS compare_sessions,
            countIf(in_comparison AND NOT is_session) AS compare_searches,
            uniqExactIf(day_start, in_comparison) AS compare_days_active,
            maxIf(second, in_comparison) AS compare_last_activity
        FROM
        (
            SELECT
                user_id,
                is_session,
                second,
                roundDown(second, starts) AS day_start,
                second >= {time_after:Int64} AND second < {time_before:Int64} AS in_range,
                second >= {compare_after:Int64} AND second < {compare_before:Int64} AS in_comparison
            FROM
            (
                SELECT user_id, true AS is_session, intDiv(toUnixTimestamp64Milli(created_at), 1000) AS second
                FROM headcount.sessions FINAL
                WHERE tenant = {tenant:String}
                    AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                    AND (day BETWEEN {first_day:Date} AND {last_day:Date}
                        OR day BETWEEN {compare_first_day:Date} AND {compare_last_day:Date})
                UNION ALL
                SELECT user_id, false, intDiv(toUnixTimestamp64Milli(created_at), 1000)
                FROM headcount.searches FINAL
                WHERE tenant = {tenant:String}
                    AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                    AND (day BETWEEN {first_day:Date} AND {last_day:Date}
                        OR day BETWEEN {compare_first_day:Date} AND {compare_last_day:Date})
            )
        )
        GROUP BY user_id
        HAVING days_active > 0
            AND (sessions >= {min_sessions:UInt64} OR searches >= {min_searches:UInt64})
    )
)
WHERE {after_id:String} = ''
    OR sort_number > after_rank
    OR (sort_number = after_rank
        AND if(ids_descend, user_id < {after_name:String}, user_id > {after_name:String}))
ORDER BY sort_number, if(ids_descend, user_id, '') DESC, user_id
LIMIT {row_limit:UInt32}
