-- How many users did anything (a session or a search) in a range of seconds, over the selected organizations?
-- Whole days come as bitmaps of user numbers, by scope: an organization, or '' for all of them united. Every expression here costs a
-- small question more than its reading, so the caller works out where the days are cut.
-- A day that the range cuts once holds whoever was active last after the cut, or first before it: the cost does not grow with
-- the events. No day is cut twice, see active-users-within-a-day. A user's further numbers, normally none, become the one that stands for them.
SELECT
    bitmapCardinality(bitmapTransform(
        groupBitmapMergeState(users),
        {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)})) AS active_users
FROM
(
    SELECT users
    FROM headcount.org_day_users
    WHERE tenant = {tenant:String}
        AND org_id IN {scopes:Array(String)}
        AND day BETWEEN {first_whole_day:Date} AND {last_whole_day:Date}
    UNION ALL
    SELECT groupBitmapState(user_number)
    FROM headcount.org_user_days
    WHERE tenant = {tenant:String}
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND ((day = {first_cut_day:Date} AND last_ms >= {first_cut_ms:UInt32})
            OR (day = {last_cut_day:Date} AND first_ms < {last_cut_ms:UInt32}))
)
