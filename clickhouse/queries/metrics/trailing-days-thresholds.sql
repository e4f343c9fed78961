-- How many users made at least so many sessions or at least so many searches within so many days up to and with each day,
-- over the selected organizations?
-- From an active day of a user until the next one nothing is added to a window, so the user stays in it until it has left behind
-- the day of the min_sessions-th latest session, or of the min_searches-th latest search: the later of the two. One row says
-- how many users a day adds to a window for how many days; nobody is there twice.
-- Days are numbered from 1 in the order of bucket_starts. UTC days that lie in one bucket come from the aggregate, FINAL to
-- join the id sets of parts that are not merged yet; of the others the facts say what lies where.
-- One event may stand under two numbers of a user who has several: there the sets are united by the user.
WITH
    arrayConcat({further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}) AS aliased,
    number -> transform(number, {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}, number) AS canonical,
    {bucket_starts:Array(Int64)} AS starts,
    {ragged_days:Array(Date)} AS ragged,
    -- Each day once for each event on it, oldest first; of one day never more than could matter.
    (days, counts) -> arrayFlatten(arrayMap((day, count) -> arrayWithConstant(count, day), days, counts)) AS repeated,
    -- For each active day the day of the event that is the rank-th latest by then; 0 if there were fewer. Put together by maxMap,
    -- since an array that a lambda looks into is copied for each element.
    (days, event_days, rank) -> arrayFill(day -> day > 0, arrayReduce('maxMap',
        [days, arraySlice(event_days, rank)],
        [arrayMap(day -> 0, days), arraySlice(event_days, 1, length(event_days) + 1 - rank)]).2) AS reached
SELECT window_days, day, toUInt8(least(gap, window_days - age)) AS held_days, sum(users) AS users
FROM
(
    SELECT day, gap, age, count() AS users
    FROM
    (
        SELECT
            arraySort(active -> active.1, groupArray((
                bucket,
                least(sessions, {min_sessions:UInt64}),
                least(searches, {min_searches:UInt64})))) AS history,
            history.1 AS days,
            arrayMap((day, next) -> toUInt8(least(next - day, 255)), days, arrayPopFront(arrayPushBack(days, 65535))) AS gaps,
            repeated(history.1, history.2) AS session_days,
            repeated(history.1, history.3) AS search_days,
            least({min_sessions:UInt64}, length(session_days) + 1) AS session_rank,
            least({min_searches:UInt64}, length(search_days) + 1) AS search_rank,
            arrayMap(
                (day, session_day, search_day) -> toUInt8(if(session_day + search_day = 0, 255,
                    least(day - greatest(session_day, search_day), 255))),
                days,
                reached(days, session_days, session_rank),
                reached(days, search_days, search_rank)) AS ages
        FROM
        (
            SELECT
                user,
                transform(roundDown(second, starts), starts, arrayEnumerate(starts), 0) AS bucket,
                sum(sessions) AS sessions,
                sum(searches) AS searches
            FROM
            (
                SELECT
                    user_number AS user,
                    toInt64(day) * 86400 AS second,
                    length(session_hashes) AS sessions,
                    length(search_hashes) AS searches
                FROM headcount.org_user_days FINAL
                WHERE tenant = {tenant:String}
                    AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                    AND day BETWEEN {first_whole_day:Date} AND {last_whole_day:Date}
                    AND day NOT IN ragged
                    AND NOT has(aliased, user_number)
                UNION ALL
                SELECT
                    canonical(user_number) AS user,
                    toInt64(day) * 86400 AS second,
                    length(groupUniqArrayArray(session_hashes)),
                    length(groupUniqArrayArray(search_hashes))
                FROM headcount.org_user_days
                WHERE tenant = {tenant:String}
                    AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                    AND day BETWEEN {first_whole_day:Date} AND {last_whole_day:Date}
                    AND day NOT IN ragged
                    AND notEmpty({further_numbers:Array(UInt32)}) AND has(aliased, user_number)
                GROUP BY day, org_id, user
                UNION ALL
                SELECT canonical(user_number) AS user, intDiv(toUnixTimestamp64Milli(created_at), 1000), 1, 0
                FROM headcount.sessions FINAL
                WHERE tenant = {tenant:String}
                    AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                    AND day IN ragged
                    AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
                    AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
                UNION ALL
                SELECT canonical(user_number) AS user, intDiv(toUnixTimestamp64Milli(created_at), 1000), 0, 1
                FROM headcount.searches FINAL
                WHERE tenant = {tenant:String}
                    AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                    AND day IN ragged
                    AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
                    AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
            )
            GROUP BY user, bucket
        )
        GROUP BY user
    )
    ARRAY JOIN days AS day, gaps AS gap, ages AS age
    GROUP BY day, gap, age
)
ARRAY JOIN {window_days:Array(UInt8)} AS window_days
WHERE age < window_days
GROUP BY window_days, day, held_days
ORDER BY window_days, day, held_days
