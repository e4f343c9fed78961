-- Who made at least so many sessions or at least so many searches in each bucket of a span of days, over the selected organizations?
-- How many surely did, and which users (user number * 65536 + bucket's first day) may have: at-least-of-users.sql says of those.
--
-- Rows of parts that are not merged stay apart here, since joining them (FINAL) costs four times all the rest. So an event that was
-- stored again may be in two sets of one user, and a user's count lies between two bounds: the sizes of the sets added up, and
-- the bits that the events set in a word, one of 64 each. (Within a set the bits are added: a carry never makes more bits than
-- there are events.) Only whose bounds lie on either side of a threshold is unsure.
-- bucket is day, week or month. toMonday answers 1970-01-01 for the days before the first Monday of 1970. A user's further
-- numbers, normally none, become the one that stands for them.
WITH
    number -> if(empty({further_numbers:Array(UInt32)}), number,
        transform(number, {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}, number)) AS canonical,
    date -> multiIf(
        {bucket:String} = 'week', toUInt16(toMonday(date)),
        {bucket:String} = 'month', toUInt16(toStartOfMonth(date)),
        toUInt16(date)) AS bucket_of,
    hashes -> arraySum(arrayMap(hash -> bitShiftLeft(toUInt64(1), bitAnd(hash, 63)), hashes)) AS bits
SELECT
    toDate(toUInt16(user_and_bucket)) AS first_day,
    countIf(is_sure) AS active_users,
    groupArrayIf(user_and_bucket, NOT is_sure) AS unsure
FROM
(
    SELECT
        user_and_bucket,
        bitCount(groupBitOr(bits(session_hashes))) >= {min_sessions:UInt64}
            OR bitCount(groupBitOr(bits(search_hashes))) >= {min_searches:UInt64} AS is_sure
    FROM
    (
        SELECT
            bitShiftLeft(toUInt64(canonical(user_number)), 16) + bucket_of(day) AS user_and_bucket,
            session_hashes, search_hashes
        FROM headcount.org_user_days
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day BETWEEN {first_day:Date} AND {last_day:Date}
    )
    GROUP BY user_and_bucket
    HAVING sum(length(session_hashes)) >= {min_sessions:UInt64} OR sum(length(search_hashes)) >= {min_searches:UInt64}
)
GROUP BY first_day
