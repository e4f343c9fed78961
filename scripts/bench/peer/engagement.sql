SELECT CAST(day AS VARCHAR), string_agg(user_id, ',' ORDER BY user_id)
FROM
(
    SELECT CAST(created_at AS DATE) AS day, user_id FROM events WHERE created_at >= ':first' AND created_at < ':end'
    UNION
    SELECT activity_date, user_id FROM reports WHERE activity_date >= ':first' AND activity_date < ':end'
) AS active
GROUP BY day
ORDER BY day
