-- Which of these users, and in which bucket, made at least so many sessions or at least so many searches? How many of each bucket.
-- users are those that at-least.sql is unsure of, whose rows these are; here their sets are united.
WITH
    number -> if(empty({further_numbers:Array(UInt32)}), number,
        transform(number, {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}, number)) AS canonical,
    date -> multiIf(
        {bucket:String} = 'week', toUInt16(toMonday(date)),
        {bucket:String} = 'month', toUInt16(toStartOfMonth(date)),
        toUInt16(date)) AS bucket_of
SELECT toDate(toUInt16(user_and_bucket)) AS first_day, count() AS active_users
FROM
(
    SELECT user_and_bucket
    FROM
    (
        SELECT
            bitShiftLeft(toUInt64(canonical(user_number)), 16) + bucket_of(day) AS user_and_bucket,
            session_hashes, search_hashes
        FROM headcount.org_user_days
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day BETWEEN {first_day:Date} AND {last_day:Date}
            AND user_and_bucket IN {users:Array(UInt64)}
    )
    GROUP BY user_and_bucket
    HAVING length(groupUniqArrayArray(session_hashes)) >= {min_sessions:UInt64}
        OR length(groupUniqArrayArray(search_hashes)) >= {min_searches:UInt64}
)
GROUP BY first_day
