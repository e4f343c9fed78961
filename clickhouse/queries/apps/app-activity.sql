-- How much was one app used in each of these stretches of a period? Only the stretches with any usage.
-- bucket_days are the first days of the stretches, as days since 1970-01-01, ascending: the caller knows the calendar.
WITH
    reports -> arraySum(report -> toUInt64(bitAnd(bitShiftRight(report, 1), 134217727)), mapValues(reports))
        AS day_active_ms,
    reports -> arraySum(report -> toUInt64(bitAnd(report, 1) * bitAnd(bitShiftRight(report, 28), 1048575)),
        mapValues(reports)) AS day_session_count
SELECT
    roundDown(toInt32(activity_date), {bucket_days:Array(Int32)}) AS bucket_day,
    multiIf(
        {metric:String} = 'active-time', sum(day_active_ms(reports)),
        {metric:String} = 'session-count', sum(day_session_count(reports)),
        uniqExact(user_id)) AS value
FROM headcount.app_user_days FINAL
WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND app_id = {app_id:UUID}
    AND activity_date BETWEEN {start_date:Date32} AND {end_date:Date32}
    AND (empty({department_ids:Array(UUID)}) OR user_id GLOBAL IN (
        SELECT user_id
        FROM headcount.users FINAL
        WHERE tenant = {tenant:String} AND client_id = {client_id:UUID}
            AND hasAny(department_ids, {department_ids:Array(UUID)})))
GROUP BY bucket_day
