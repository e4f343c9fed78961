-- Of the users whose first session or search ever, in the selected organizations, falls in each bucket: how many
-- did anything (a session or a search) so many buckets later? Or, until_last: for how many was that bucket the last one?
-- Period -1 counts the whole cohort, period 0 is the cohort's own bucket.
-- Buckets are numbered from 1 in the order of bucket_starts; 0 is the time before, all of it. A bucket's users are one bitmap of user
-- numbers. UTC days that lie in one bucket come as bitmaps; on a day that is cut once a user's first and last instant tell
-- in which of its two buckets they were; only of days cut twice the facts say what lies where. A user's further numbers,
-- normally none, become the one that stands for them.
WITH
    {bucket_starts:Array(Int64)} AS starts,
    second -> multiIf(
        second < starts[1], 0,
        second >= {time_before:Int64}, length(starts) + 1,
        transform(roundDown(second, starts), starts, arrayEnumerate(starts), 0)) AS bucket_of,
    day -> toInt64(toUInt16(day)) * 86400 AS start_of
SELECT
    cohort,
    arrayJoin(arrayConcat(
        [(toInt32(-1), bitmapCardinality(newcomers))],
        arrayMap(
            (bucket, active) -> (toInt32(bucket) - toInt32(cohort), bitmapAndCardinality(newcomers, active)),
            buckets, actives))) AS cell,
    cell.1 AS period,
    cell.2 AS users
FROM
(
    SELECT groupArray(bucket) AS buckets, groupArray(newcomers) AS newcomers_of, groupArray(active) AS actives
    FROM
    (
        SELECT
            bucket,
            bitmapAndnot(users, groupBitmapMergeState(users) OVER before) AS newcomers,
            if({until_last:Bool}, bitmapAndnot(users, groupBitmapMergeState(users) OVER after), users) AS active
        FROM
        (
        SELECT
                bucket,
                bitmapTransform(
                    groupBitmapMergeState(users),
                    {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}) AS users
            FROM
            (
                SELECT toUInt32(bucket_of(start_of(day))) AS bucket, users
                FROM headcount.org_day_users
                WHERE tenant = {tenant:String}
                    AND (({all_orgs:Bool} AND org_id = '') OR (org_id IN {org_ids:Array(String)} AND org_id != ''))
                    AND day <= toDate(toUInt16(intDiv({time_before:Int64} - 1, 86400)))
                    AND day NOT IN {cut_days:Array(Date)}
                    AND day NOT IN {twice_cut_days:Array(Date)}
                UNION ALL
                SELECT bucket, groupBitmapState(user_number)
                FROM
                (
                    SELECT
                        user_number,
                        arrayJoin([
                            toUInt32(bucket_of(start_of(day) + intDiv(first_ms, 1000))),
                            toUInt32(bucket_of(start_of(day) + intDiv(last_ms, 1000)))]) AS bucket
                    FROM headcount.org_user_days
                    WHERE tenant = {tenant:String}
                        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                        AND day IN {cut_days:Array(Date)}
                )
                GROUP BY bucket
                UNION ALL
                SELECT bucket, groupBitmapState(user_number)
                FROM
                (
                    SELECT user_number, toUInt32(bucket_of(intDiv(toUnixTimestamp64Milli(created_at), 1000))) AS bucket
                    FROM headcount.sessions
                    WHERE tenant = {tenant:String}
                        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                        AND day IN {twice_cut_days:Array(Date)}
                        AND user_number > 0
                    UNION ALL
                    SELECT user_number, toUInt32(bucket_of(intDiv(toUnixTimestamp64Milli(created_at), 1000)))
                    FROM headcount.searches
                    WHERE tenant = {tenant:String}
                        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                        AND day IN {twice_cut_days:Array(Date)}
                        AND user_number > 0
                )
                GROUP BY bucket
            )
            WHERE bucket <= length(starts)
            GROUP BY bucket
        )
        WINDOW
            before AS (ORDER BY bucket ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
            after AS (ORDER BY bucket ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
    )
    WHERE bucket > 0
)
ARRAY JOIN buckets AS cohort, newcomers_of AS newcomers
WHERE users > 0 AND period >= -1
ORDER BY cohort, period
