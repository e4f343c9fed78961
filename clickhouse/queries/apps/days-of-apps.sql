-- For how many milliseconds, and in how many sessions, were a client's apps used on each date? An app has a row for each of its used days.
-- The rows of a used day that parts hold apart are joined here: FINAL costs more, most of all for a single date.
SELECT
    day,
    toString(app_id) AS id,
    sum(arraySum(report -> toUInt64(bitAnd(bitShiftRight(report, 1), 134217727)), mapValues(reports))) AS active_ms,
    sum(arraySum(report -> toUInt64(bitAnd(report, 1) * bitAnd(bitShiftRight(report, 28), 1048575)),
        mapValues(reports))) AS sessions
FROM
(
    SELECT app_id, activity_date AS day, maxMap(reports) AS reports
    FROM headcount.app_user_days
    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID}
        AND activity_date BETWEEN {first_day:Date32} AND {last_day:Date32}
    GROUP BY app_id, day, user_id
)
GROUP BY day, id
