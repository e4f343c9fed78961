-- Who used an app in a period, on how many days and for how many milliseconds, and likewise in another period? Whoever has no used
-- day in the first is not in it.
-- Rows of parts that are not merged stay apart here, since joining their maps costs four times all the rest: is_unsure tells whose
-- used days stand in several rows, and usage-of-app-by-users says of those.
-- Where there is no other period, it ends before it begins.
SELECT
    user_id,
    lowerUTF8(user_id) AS lower_id,
    countIf(in_period) AS days_active,
    sumIf(day_active_ms, in_period) AS active_ms,
    countIf(in_comparison) AS compare_days,
    sumIf(day_active_ms, in_comparison) AS compare_active_ms,
    count() != uniqExact(activity_date) AS is_unsure
FROM
(
    SELECT
        user_id,
        activity_date,
        activity_date BETWEEN {start_date:Date32} AND {end_date:Date32} AS in_period,
        activity_date BETWEEN {compare_start_date:Date32} AND {compare_end_date:Date32} AS in_comparison,
        arraySum(report -> toUInt64(bitAnd(bitShiftRight(report, 1), 134217727)), mapValues(reports)) AS day_active_ms
    FROM headcount.app_user_days
    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND app_id = {app_id:UUID}
        AND (in_period OR in_comparison)
)
GROUP BY user_id
HAVING days_active > 0
LIMIT {row_limit:UInt32}
