SELECT CAST(CAST(date_trunc(':unit', created_at) AS DATE) AS VARCHAR) AS bucket, count(DISTINCT user_id)
FROM events
WHERE :org AND created_at >= ':first' AND created_at < ':end'
GROUP BY 1
ORDER BY 1
