SELECT user_id, avg_time, avg_time_compare, days
FROM
(
    SELECT
        user_id,
        uniqExactIf(activity_date, activity_date >= ':start') AS days,
        uniqExactIf(activity_date, activity_date < ':start') AS compare_days,
        toInt64(intDivOrZero(sumIf(report.day_active_ms, activity_date >= ':start'), days)) AS avg_time,
        if(compare_days = 0, NULL,
            toInt64(intDivOrZero(sumIf(report.day_active_ms, activity_date < ':start'), compare_days))) AS avg_time_compare,
        round((avg_time - avg_time_compare) * 1000. / nullIf(avg_time_compare, 0)) AS avg_time_change
    FROM headcount.app_usage_reports FINAL
    WHERE tenant = ':tenant' AND client_id = ':client' AND app_id = ':app'
        AND activity_date BETWEEN ':compare_start' AND ':end'
    GROUP BY user_id
    HAVING days > 0
) AS used
LEFT JOIN
(
    SELECT user_id, username FROM headcount.users FINAL WHERE tenant = ':tenant' AND client_id = ':client'
) AS people USING (user_id)
ORDER BY :order, lower(username), user_id
LIMIT 10 OFFSET :offset
