-- On how many days did each of these people use an app in a period, for how many milliseconds, and likewise in another period?
-- They are those that usage-of-app is unsure of, whose rows these are; here the rows of a used day are joined.
-- Where there is no other period, it ends before it begins.
SELECT
    user_id,
    lowerUTF8(user_id) AS lower_id,
    countIf(in_period) AS days_active,
    sumIf(day_active_ms, in_period) AS active_ms,
    countIf(in_comparison) AS compare_days,
    sumIf(day_active_ms, in_comparison) AS compare_active_ms
FROM
(
    SELECT
        user_id,
        activity_date BETWEEN {start_date:Date32} AND {end_date:Date32} AS in_period,
        activity_date BETWEEN {compare_start_date:Date32} AND {compare_end_date:Date32} AS in_comparison,
        arraySum(report -> toUInt64(bitAnd(bitShiftRight(report, 1), 134217727)), mapValues(maxMap(reports))) AS day_active_ms
    FROM headcount.app_user_days
    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND app_id = {app_id:UUID}
        AND user_id IN {user_ids:Array(String)}
        AND (in_period OR in_comparison)
    GROUP BY user_id, activity_date
)
GROUP BY user_id
