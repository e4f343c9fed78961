SELECT
    toString(app_id) AS id,
    uniqExactIf(user_id, activity_date >= ':start') AS users,
    uniqExactIf(user_id, activity_date < ':start'),
    sumIf(report.day_active_ms, activity_date >= ':start'),
    sumIf(report.day_active_ms, activity_date < ':start'),
    sumIf(report.day_session_count, activity_date >= ':start'),
    sumIf(report.day_session_count, activity_date < ':start')
FROM headcount.app_usage_reports FINAL
WHERE tenant = ':tenant' AND client_id = ':client' AND activity_date BETWEEN ':compare_start' AND ':end'
GROUP BY app_id
HAVING countIf(activity_date >= ':start') > 0
ORDER BY users DESC, id
LIMIT 20
