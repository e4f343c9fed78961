-- Who was active on each day of a span (a session or a search on that UTC day, or a used app on that local date)?
-- One row a day that anyone was active on, newest first, the users sorted by code point (UTF-8 bytes).
-- Days come as bitmaps of user numbers; a user's further numbers, normally none, become the one that
-- stands for them.
SELECT day, arraySort(groupArray(user_id)) AS users
FROM
(
    SELECT
        day,
        arrayJoin(bitmapToArray(bitmapTransform(
            groupBitmapMergeState(users),
            {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}))) AS number
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
) AS active
INNER JOIN (SELECT number, user_id FROM headcount.user_numbers FINAL WHERE tenant = {tenant:String}) AS named USING (number)
GROUP BY day
ORDER BY day DESC
