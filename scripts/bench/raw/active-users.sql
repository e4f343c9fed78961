SELECT uniqExact(user_id)
FROM
(
    SELECT user_id FROM headcount.sessions
    WHERE tenant = ':tenant' AND :org AND day BETWEEN ':first' AND ':last' AND created_at >= ':after' AND created_at < ':before'
    UNION ALL
    SELECT user_id FROM headcount.searches
    WHERE tenant = ':tenant' AND :org AND day BETWEEN ':first' AND ':last' AND created_at >= ':after' AND created_at < ':before'
)
