SELECT count()
FROM
(
    SELECT user_id
    FROM
    (
        SELECT user_id, 1 AS session FROM headcount.sessions FINAL
        WHERE tenant = ':tenant' AND :org AND day BETWEEN ':first' AND ':last' AND created_at >= ':after' AND created_at < ':before'
        UNION ALL
        SELECT user_id, 0 FROM headcount.searches FINAL
        WHERE tenant = ':tenant' AND :org AND day BETWEEN ':first' AND ':last' AND created_at >= ':after' AND created_at < ':before'
    )
    GROUP BY user_id
    HAVING countIf(session = 1) >= 3 OR countIf(session = 0) >= 3
)
