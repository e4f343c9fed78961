-- Who made at least so many sessions or at least so many searches in a range of seconds, over the selected organizations?
-- How many surely did, and which users (by number) may have: at-least-in-range-of-users.sql says of those. Why, see at-least.sql.
-- Of ragged_days, at most the first and the last, the facts say what lies in the range.
WITH
    number -> if(empty({further_numbers:Array(UInt32)}), number,
        transform(number, {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}, number)) AS canonical,
    hashes -> arraySum(arrayMap(hash -> bitShiftLeft(toUInt64(1), bitAnd(hash, 63)), hashes)) AS bits
SELECT
    countIf(is_sure) AS active_users,
    groupArrayIf(user, NOT is_sure) AS unsure
FROM
(
    SELECT
        user,
        bitCount(groupBitOr(bits(session_hashes))) >= {min_sessions:UInt64}
            OR bitCount(groupBitOr(bits(search_hashes))) >= {min_searches:UInt64} AS is_sure
    FROM
    (
        SELECT
            canonical(user_number) AS user,
            session_hashes, search_hashes
        FROM headcount.org_user_days
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day BETWEEN {first_day:Date} AND {last_day:Date}
        UNION ALL
        SELECT canonical(user_number), [event_hash], []
        FROM headcount.sessions
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
        UNION ALL
        SELECT canonical(user_number), [], [event_hash]
        FROM headcount.searches
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
    )
    GROUP BY user
    HAVING sum(length(session_hashes)) >= {min_sessions:UInt64} OR sum(length(search_hashes)) >= {min_searches:UInt64}
)
