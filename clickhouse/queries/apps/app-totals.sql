-- How much was one app used in a period by everybody, and how does that compare with another period? Always one row.
-- The average is over the days on which anybody used the app. The totals are those of apps-of-client.
WITH
    reports -> arraySum(report -> toUInt64(bitAnd(bitShiftRight(report, 1), 134217727)), mapValues(reports))
        AS day_active_ms,
    reports -> arraySum(report -> toUInt64(bitAnd(report, 1) * bitAnd(bitShiftRight(report, 28), 1048575)),
        mapValues(reports)) AS day_session_count,
    (value, base) -> if(base = 0, NULL, toInt64(sign(toInt128(value) - base)
        * intDivOrZero(2000 * abs(toInt128(value) - base) + base, 2 * toInt128(base)))) AS change_tenths,
    {compare_start_date:Nullable(Date32)} IS NOT NULL AS is_compared
SELECT
    *,
    change_tenths(unique_users, unique_users_compare) AS unique_users_change_tenths,
    change_tenths(active_time_ms, active_time_compare_ms) AS active_time_change_tenths,
    change_tenths(avg_time_ms, avg_time_compare_ms) AS avg_time_change_tenths,
    change_tenths(session_count, session_count_compare) AS session_count_change_tenths
FROM
(
    SELECT
        uniqExactIf(user_id, in_period) AS unique_users,
        sumIf(active_ms, in_period) AS active_time_ms,
        uniqExactIf(activity_date, in_period) AS days_active,
        intDivOrZero(active_time_ms, days_active) AS avg_time_ms,
        sumIf(sessions, in_period) AS session_count,
        uniqExactIf(activity_date, in_comparison) AS compare_days,
        if(is_compared, uniqExactIf(user_id, in_comparison), NULL) AS unique_users_compare,
        if(is_compared, sumIf(active_ms, in_comparison), NULL) AS active_time_compare_ms,
        if(compare_days = 0, NULL, intDivOrZero(sumIf(active_ms, in_comparison), compare_days))
            AS avg_time_compare_ms,
        if(is_compared, sumIf(sessions, in_comparison), NULL) AS session_count_compare
    FROM
    (
        SELECT
            user_id,
            activity_date,
            activity_date BETWEEN {start_date:Date32} AND {end_date:Date32} AS in_period,
            ifNull(activity_date BETWEEN {compare_start_date:Nullable(Date32)}
                AND {compare_end_date:Nullable(Date32)}, 0) AS in_comparison,
            day_active_ms(reports) AS active_ms,
            day_session_count(reports) AS sessions
        FROM headcount.app_user_days FINAL
        WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND app_id = {app_id:UUID}
            AND (in_period OR in_comparison)
            AND (empty({department_ids:Array(UUID)}) OR user_id GLOBAL IN (
                SELECT user_id
                FROM headcount.users FINAL
                WHERE tenant = {tenant:String} AND client_id = {client_id:UUID}
                    AND hasAny(department_ids, {department_ids:Array(UUID)})))
    )
)
