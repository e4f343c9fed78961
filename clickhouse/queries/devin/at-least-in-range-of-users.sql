-- Which of these users made at least so many sessions or at least so many searches in a range of seconds?
-- users are those that at-least-in-range.sql is unsure of, whose rows these are; here their sets are united.
WITH
    number -> if(empty({further_numbers:Array(UInt32)}), number,
        transform(number, {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}, number)) AS canonical
SELECT count() AS active_users
FROM
(
    SELECT user
    FROM
    (
        SELECT
            canonical(user_number) AS user,
            session_hashes, search_hashes
        FROM headcount.org_user_days
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day BETWEEN {first_day:Date} AND {last_day:Date}
            AND user IN {users:Array(UInt32)}
        UNION ALL
        SELECT canonical(user_number) AS user, [event_hash], []
        FROM headcount.sessions
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
            AND user IN {users:Array(UInt32)}
        UNION ALL
        SELECT canonical(user_number) AS user, [], [event_hash]
        FROM headcount.searches
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day IN {ragged_days:Array(Date)}
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
            AND user IN {users:Array(UInt32)}
    )
    GROUP BY user
    HAVING length(groupUniqArrayArray(session_hashes)) >= {min_sessions:UInt64}
        OR length(groupUniqArrayArray(search_hashes)) >= {min_searches:UInt64}
)
