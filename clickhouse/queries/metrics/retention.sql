-- Of the users whose first session or search ever, in the selected organizations, falls in each bucket: how many
-- did anything (a session or a search) so many buckets later? Or, until_last: for how many was that bucket the last one?
-- Period -1 counts the whole cohort, period 0 is the cohort's own bucket.
-- Buckets are numbered from 1 in the order of bucket_starts; 0 is the time before. UTC days that lie in one bucket come from
-- the aggregate; of the others the facts say what lies where.
WITH
    {bucket_starts:Array(Int64)} AS starts,
    {ragged_days:Array(Date)} AS ragged,
    second -> if(second < starts[1], 0, transform(roundDown(second, starts), starts, arrayEnumerate(starts), 0)) AS bucket_of
SELECT cohort, period, count() AS users
FROM
(
    SELECT
        first_bucket AS cohort,
        arrayJoin(arrayPushFront(
            arrayMap(bucket -> toInt32(bucket) - toInt32(first_bucket),
                if({until_last:Bool} AND notEmpty(buckets), [buckets[-1]], buckets)),
            -1)) AS period
    FROM
    (
        SELECT
            arraySort(groupUniqArrayIf(bucket_of(second), second >= starts[1])) AS buckets,
            bucket_of(min(second)) AS first_bucket
        FROM
        (
            SELECT user_id, toInt64(day) * 86400 AS second
            FROM headcount.user_days
            WHERE tenant = {tenant:String}
                AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                AND day BETWEEN {first_whole_day:Date} AND {last_whole_day:Date}
                AND day NOT IN ragged
            UNION ALL
            SELECT user_id, intDiv(toUnixTimestamp64Milli(created_at), 1000)
            FROM headcount.sessions
            WHERE tenant = {tenant:String}
                AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                AND day IN ragged
                AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
                AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
            UNION ALL
            SELECT user_id, intDiv(toUnixTimestamp64Milli(created_at), 1000)
            FROM headcount.searches
            WHERE tenant = {tenant:String}
                AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                AND day IN ragged
                AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
                AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
            UNION ALL
            SELECT user_id, intDiv(toUnixTimestamp64Milli(first_at), 1000)
            FROM headcount.user_first_activity
            WHERE tenant = {tenant:String}
                AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
                AND first_at < toDateTime64({time_before:Int64}, 3, 'UTC')
        )
        GROUP BY user_id
    )
    WHERE first_bucket > 0
)
GROUP BY cohort, period
ORDER BY cohort, period
