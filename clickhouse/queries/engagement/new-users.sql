-- How many users were new on each day of a span: their first activity ever recorded fell on it?
-- One row a day that had any, newest first. The users of all days before the span are one set of numbers; each day adds to
-- it those that it did not have yet. A user's further numbers, normally none, become the one that stands for them.
SELECT day, known - known_before AS users
FROM
(
    SELECT
        day,
        groupBitmapMerge(users) OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS known,
        groupBitmapMerge(users) OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS known_before
    FROM
    (
        SELECT
            greatest(day, addDays({first_day:Date32}, -1)) AS day,
            bitmapTransform(
                groupBitmapMergeState(users),
                {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}) AS users
        FROM
        (
            SELECT toDate32(day) AS day, users
            FROM headcount.org_day_users
            WHERE tenant = {tenant:String} AND org_id = '' AND day <= {last_day:Date32}
            UNION ALL
            SELECT activity_date, users
            FROM headcount.client_day_users
            WHERE tenant = {tenant:String} AND activity_date <= {last_day:Date32}
        )
        GROUP BY day
    )
)
WHERE day >= {first_day:Date32} AND users > 0
ORDER BY day DESC
