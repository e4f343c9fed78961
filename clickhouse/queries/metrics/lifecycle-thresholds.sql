-- How many users made at least so many sessions or at least so many searches in each bucket, and of these: how many are new, were
-- there in the bucket before too, are back after a pause, or are not there in the next one; over the selected organizations?
-- A user is new in the bucket of the first session or search that they ever made in these organizations, were they many
-- enough or not.
-- Buckets are numbered from 1 in the order of bucket_starts; 0 is the time before. UTC days that lie in one bucket come from
-- the aggregate, FINAL to join the id sets of parts that are not merged yet; of the others the facts say what lies where.
-- One event may stand under two numbers of a user who has several: there the sets are united by the user.
WITH
    arrayConcat({further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}) AS aliased,
    number -> transform(number, {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}, number) AS canonical,
    {bucket_starts:Array(Int64)} AS starts,
    {ragged_days:Array(Date)} AS ragged,
    second -> if(second < starts[1], 0, transform(roundDown(second, starts), starts, arrayEnumerate(starts), 0)) AS bucket_of
SELECT
    bucket,
    count() AS active_users,
    countIf(bucket = first_bucket) AS new_users,
    countIf(bucket != first_bucket AND was_active) AS returning_users,
    countIf(bucket != first_bucket AND NOT was_active) AS resurrected_users,
    countIf(NOT stays_active) AS leaving_users
FROM
(
    SELECT first_bucket, bucket, before = bucket - 1 AS was_active, after = bucket + 1 AS stays_active
    FROM
    (
        SELECT
            arraySort(groupArrayIf(
                bucket,
                bucket > 0 AND (sessions >= {min_sessions:UInt64} OR searches >= {min_searches:UInt64}))) AS buckets,
            min(bucket) AS first_bucket
        FROM
        (
            SELECT user, bucket_of(second) AS bucket, sum(sessions) AS sessions, sum(searches) AS searches
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
                UNION ALL
                SELECT canonical(arrayJoin(bitmapToArray(groupBitmapMergeState(users)))) AS user, starts[1] - 1, 0, 0
                FROM headcount.org_day_users
                WHERE tenant = {tenant:String}
                    AND (({all_orgs:Bool} AND org_id = '') OR (org_id IN {org_ids:Array(String)} AND org_id != ''))
                    AND day < toDate(toUInt16(intDiv({time_after:Int64}, 86400)))
                UNION ALL
                SELECT canonical(user_number) AS user, starts[1] - 1, 0, 0
                FROM headcount.org_user_days
                WHERE tenant = {tenant:String}
                    AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                    AND day = toDate(toUInt16(intDiv({time_after:Int64}, 86400)))
                    AND first_ms < {time_after:Int64} % 86400 * 1000
            )
            GROUP BY user, bucket
        )
        GROUP BY user
    )
    ARRAY JOIN
        buckets AS bucket,
        arrayPopBack(arrayPushFront(buckets, -1)) AS before,
        arrayPopFront(arrayPushBack(buckets, -1)) AS after
)
GROUP BY bucket
ORDER BY bucket
