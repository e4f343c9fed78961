WITH active AS
(
    SELECT DISTINCT user_id, CAST(date_trunc('week', created_at) AS DATE) AS week FROM events
),
began AS
(
    SELECT user_id, min(week) AS first_week FROM active GROUP BY user_id
)
SELECT CAST(first_week AS VARCHAR), CAST(week AS VARCHAR), count(*)
FROM began
JOIN active USING (user_id)
WHERE first_week >= ':first' AND week <= ':last'
GROUP BY 1, 2
ORDER BY 1, 2
