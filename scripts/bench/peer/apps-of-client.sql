SELECT
    CAST(app_id AS VARCHAR) AS id,
    count(DISTINCT user_id) FILTER (WHERE activity_date >= ':start') AS users,
    count(DISTINCT user_id) FILTER (WHERE activity_date < ':start'),
    coalesce(sum(active_ms) FILTER (WHERE activity_date >= ':start'), 0),
    coalesce(sum(active_ms) FILTER (WHERE activity_date < ':start'), 0),
    coalesce(sum(session_count) FILTER (WHERE activity_date >= ':start'), 0),
    coalesce(sum(session_count) FILTER (WHERE activity_date < ':start'), 0)
FROM reports
WHERE client_id = ':client' AND activity_date BETWEEN ':compare_start' AND ':end'
GROUP BY app_id
HAVING count(*) FILTER (WHERE activity_date >= ':start') > 0
ORDER BY users DESC, id
LIMIT 20
