-- How many of a client's people used each app in a period, on how many days, for how many milliseconds and in how many sessions, and
-- likewise in another period? Apps without a used day in the first are not in it.
-- Where there is no other period, it ends before it begins.
SELECT
    toString(app_id) AS id,
    uniqExactIf(user_id, in_period) AS unique_users,
    uniqExactIf(activity_date, in_period) AS days_active,
    sumIf(active_ms, in_period) AS active_time_ms,
    sumIf(sessions, in_period) AS session_count,
    uniqExactIf(user_id, in_comparison) AS compare_users,
    uniqExactIf(activity_date, in_comparison) AS compare_days,
    sumIf(active_ms, in_comparison) AS compare_time_ms,
    sumIf(sessions, in_comparison) AS compare_sessions
FROM
(
    SELECT
        app_id,
        user_id,
        activity_date,
        activity_date BETWEEN {start_date:Date32} AND {end_date:Date32} AS in_period,
        activity_date BETWEEN {compare_start_date:Date32} AND {compare_end_date:Date32} AS in_comparison,
        arraySum(report -> toUInt64(bitAnd(bitShiftRight(report, 1), 134217727)), mapValues(reports)) AS active_ms,
        arraySum(report -> toUInt64(bitAnd(report, 1) * bitAnd(bitShiftRight(report, 28), 1048575)),
            mapValues(reports)) AS sessions
    FROM headcount.app_user_days FINAL
    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID}
        AND (in_period OR in_comparison)
)
GROUP BY app_id
HAVING days_active > 0
LIMIT {row_limit:UInt32}
