SELECT count(*)
FROM
(
    SELECT user_id
    FROM events
    WHERE :org AND created_at >= ':after' AND created_at < ':before'
    GROUP BY 1
    HAVING count(*) FILTER (WHERE is_session) >= 3 OR count(*) FILTER (WHERE NOT is_session) >= 3
) AS active
