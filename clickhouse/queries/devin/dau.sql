-- How many users did anything (a session or a search) on each UTC day, over the selected organizations?
-- The sets of a bucket are united as bitmaps of user numbers; those of all organizations are kept united, under ''. A user's
-- further numbers, normally none, become the one that stands for them.
SELECT
    day AS first_day,
    bitmapCardinality(bitmapTransform(
        groupBitmapMergeState(users),
        {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)})) AS active_users
FROM headcount.org_day_users
WHERE tenant = {tenant:String}
    AND org_id IN {scopes:Array(String)}
    AND day BETWEEN {first_day:Date} AND {last_day:Date}
GROUP BY first_day
ORDER BY first_day
