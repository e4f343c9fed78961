-- How many users were new on each day of a span: their first activity ever recorded fell on it?
-- One row a day that had any, newest first. The users of all days before the span are one set of numbers; each day adds to
-- it those that it did not have yet. A user's further numbers, normally none, become the one that stands for them.
WITH
    (
        SELECT (groupArray(number), groupArray(smallest))
        FROM
        (
            SELECT number, min(canonical) AS smallest
            FROM headcount.user_number_aliases
            WHERE tenant = {tenant:String}
            GROUP BY number
        )
    ) AS aliases
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
            bitmapTransform(groupBitmapMergeState(users), aliases.1, aliases.2) AS users
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
