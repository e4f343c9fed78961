-- How many users did anything (a session or a search) within so many days up to and with each day, over the selected
-- organizations?
-- An active day of a user adds them to a window until the window has left it behind, or until the user's next active day, which
-- then adds them by itself. One row says how many users a day adds to a window for how many days; nobody is there twice.
-- Days are numbered from 1 in the order of bucket_starts. UTC days that lie in one bucket come from the aggregate; of the
-- others the facts say what lies where.
WITH
    number -> transform(number, {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}, number) AS canonical,
    {bucket_starts:Array(Int64)} AS starts,
    {ragged_days:Array(Date)} AS ragged
SELECT window_days, day, toUInt8(least(gap, window_days)) AS held_days, sum(users) AS users
FROM
(
    SELECT day, gap, count() AS users
    FROM
    (
        SELECT
            arraySort(groupUniqArray(transform(roundDown(second, starts), starts, arrayEnumerate(starts), 0))) AS days,
            arrayMap((day, next) -> toUInt8(least(next - day, 255)), days, arrayPopFront(arrayPushBack(days, 65535))) AS gaps
        FROM
        (
            SELECT canonical(user_number) AS user, toInt64(day) * 86400 AS second
            FROM headcount.org_user_days
            WHERE tenant = {tenant:String}
                AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                AND day BETWEEN {first_whole_day:Date} AND {last_whole_day:Date}
                AND day NOT IN ragged
            UNION ALL
            SELECT canonical(user_number) AS user, intDiv(toUnixTimestamp64Milli(created_at), 1000)
            FROM headcount.sessions
            WHERE tenant = {tenant:String}
                AND user_number > 0
                AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                AND day IN ragged
                AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
                AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
            UNION ALL
            SELECT canonical(user_number) AS user, intDiv(toUnixTimestamp64Milli(created_at), 1000)
            FROM headcount.searches
            WHERE tenant = {tenant:String}
                AND user_number > 0
                AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                AND day IN ragged
                AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
                AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
        )
        GROUP BY user
    )
    ARRAY JOIN days AS day, gaps AS gap
    GROUP BY day, gap
)
ARRAY JOIN {window_days:Array(UInt8)} AS window_days
GROUP BY window_days, day, held_days
ORDER BY window_days, day, held_days
