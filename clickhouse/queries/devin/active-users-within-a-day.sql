-- How many users did anything (a session or a search) in a range of seconds that cuts one day twice, over the selected organizations?
-- Only the facts know what lies between two instants of a day. A user's further numbers, normally none, become the one that
-- stands for them.
SELECT bitmapCardinality(bitmapTransform(
    groupBitmapState(user_number),
    {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)})) AS active_users
FROM
(
    SELECT user_number
    FROM headcount.sessions
    WHERE tenant = {tenant:String}
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND day IN {ragged_days:Array(Date)}
        AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
        AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
    UNION ALL
    SELECT user_number
    FROM headcount.searches
    WHERE tenant = {tenant:String}
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND day IN {ragged_days:Array(Date)}
        AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
        AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
)
WHERE user_number > 0
