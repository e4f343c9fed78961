-- Who was active on each day of a span (a session or a search on that UTC day, or a used app on that local date)?
-- One row a day that anyone was active on, newest first, the users sorted by code point (UTF-8 bytes).
-- The bits of a user's month are joined over the parts that are not merged yet before they are opened, so no user is listed
-- twice on a day.
SELECT day, arraySort(groupArray(user_id)) AS users
FROM
(
    SELECT user_id, addDays(month, arrayJoin(bitPositionsToArray(days_of_month))) AS day
    FROM
    (
        SELECT month, user_id, groupBitOr(days) AS days_of_month
        FROM headcount.user_months
        WHERE tenant = {tenant:String}
            AND month BETWEEN {first_month:Date32} AND {last_month:Date32}
        GROUP BY month, user_id
    )
)
WHERE day BETWEEN {first_day:Date32} AND {last_day:Date32}
GROUP BY day
ORDER BY day DESC
