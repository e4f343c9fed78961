-- How many users were active on each day of a span? Newest day first; days that nobody was active on have no row.
-- Each user's days of a month are joined before they are spread out, so that nobody counts twice on a day.
SELECT day, count() AS users
FROM
(
    SELECT addDays(month, arrayJoin(bitPositionsToArray(days_of_month))) AS day
    FROM
    (
        SELECT month, groupBitOr(days) AS days_of_month
        FROM headcount.user_months
        WHERE tenant = {tenant:String}
            AND month BETWEEN {first_month:Date32} AND {last_month:Date32}
        GROUP BY month, user_id
    )
)
WHERE day BETWEEN {first_day:Date32} AND {last_day:Date32}
GROUP BY day
ORDER BY day DESC
