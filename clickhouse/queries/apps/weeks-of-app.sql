-- Who used an app in each ISO week of a span of dates, on how many days and for how many milliseconds? The span cuts its first and last week.
-- The rows of a used day that parts hold apart are joined here: FINAL costs more, most of all for few dates.
SELECT
    greatest(addDays(activity_date, 1 - toDayOfWeek(activity_date)), {first_day:Date32}) AS week,
    user_id,
    count() AS days_active,
    sum(day_active_ms) AS active_ms
FROM
(
    SELECT
        activity_date,
        user_id,
        arraySum(report -> toUInt64(bitAnd(bitShiftRight(report, 1), 134217727)), mapValues(maxMap(reports))) AS day_active_ms
    FROM headcount.app_user_days
    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND app_id = {app_id:UUID}
        AND activity_date BETWEEN {first_day:Date32} AND {last_day:Date32}
    GROUP BY activity_date, user_id
)
GROUP BY week, user_id
LIMIT {row_limit:UInt32}
