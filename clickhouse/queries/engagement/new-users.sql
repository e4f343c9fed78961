-- How many users were new on each day of a span: their first activity ever recorded fell on it?
-- One row a day that had any, newest first. The earliest day is taken over parts that are not merged yet before the span is
-- applied, or a user would be new twice; days after the span cannot be the earliest of anyone new in it, so they are left out.
SELECT day, count() AS users
FROM
(
    SELECT min(first_day) AS day
    FROM headcount.user_first_days
    WHERE tenant = {tenant:String} AND first_day <= {last_day:Date32}
    GROUP BY user_id
)
WHERE day >= {first_day:Date32}
GROUP BY day
ORDER BY day DESC
