-- How many of a client's people used each of these apps in a period, on how many days, for how many milliseconds and in how many
-- sessions, and likewise in another period?
-- They are those that usage-of-apps is unsure of, whose rows these are; here the rows of a used day are joined.
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
    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND app_id IN {app_ids:Array(UUID)}
        AND (in_period OR in_comparison)
)
GROUP BY app_id
HAVING days_active > 0
