-- How many users were active on each day of a span? Newest day first; days that nobody was active on have no row.
-- Who was active in any organization and who used any client's apps, united as bitmaps of user numbers; a user's further
-- numbers, normally none, become the one that stands for them.
SELECT day, bitmapCardinality(bitmapTransform(
    groupBitmapMergeState(users),
    {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)})) AS users
FROM
(
    SELECT toDate32(day) AS day, users
    FROM headcount.org_day_users
    WHERE tenant = {tenant:String} AND org_id = '' AND day BETWEEN {first_day:Date32} AND {last_day:Date32}
    UNION ALL
    SELECT activity_date, users
    FROM headcount.client_day_users
    WHERE tenant = {tenant:String} AND activity_date BETWEEN {first_day:Date32} AND {last_day:Date32}
)
GROUP BY day
ORDER BY day DESC
