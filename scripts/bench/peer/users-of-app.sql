SELECT user_id, avg_time, avg_time_compare, days
FROM
(
    SELECT *, round((avg_time - avg_time_compare) * 1000.0 / nullif(avg_time_compare, 0)) AS avg_time_change
    FROM
    (
        SELECT
            user_id,
            count(DISTINCT activity_date) FILTER (WHERE activity_date >= ':start') AS days,
            CAST(floor(sum(active_ms) FILTER (WHERE activity_date >= ':start')
                / count(DISTINCT activity_date) FILTER (WHERE activity_date >= ':start')) AS BIGINT) AS avg_time,
            CAST(floor(sum(active_ms) FILTER (WHERE activity_date < ':start')
                / nullif(count(DISTINCT activity_date) FILTER (WHERE activity_date < ':start'), 0)) AS BIGINT)
                AS avg_time_compare
        FROM reports
        WHERE client_id = ':client' AND app_id = ':app' AND activity_date BETWEEN ':compare_start' AND ':end'
        GROUP BY user_id
        HAVING count(*) FILTER (WHERE activity_date >= ':start') > 0
    ) AS figures
) AS used
LEFT JOIN people USING (user_id)
ORDER BY :order, lower(username), user_id
LIMIT 10 OFFSET :offset
