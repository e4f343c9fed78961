SELECT count(DISTINCT user_id) FROM events WHERE :org AND created_at >= ':after' AND created_at < ':before'
