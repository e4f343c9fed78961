SELECT CAST(CAST(bucket AS DATE) AS VARCHAR), count(*)
FROM
(
    SELECT date_trunc(':unit', created_at) AS bucket, user_id
    FROM events
    WHERE :org AND created_at >= ':first' AND created_at < ':end'
    GROUP BY 1, 2
    HAVING count(*) FILTER (WHERE is_session) >= 3 OR count(*) FILTER (WHERE NOT is_session) >= 3
) AS active
GROUP BY 1
ORDER BY 1
