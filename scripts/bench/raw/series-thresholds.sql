SELECT toString(toDate(bucket)), count()
FROM
(
    SELECT dateTrunc(':unit', day) AS bucket, user_id
    FROM
    (
        SELECT day, user_id, 1 AS session FROM headcount.sessions FINAL
        WHERE tenant = ':tenant' AND :org AND day BETWEEN ':first' AND ':last'
        UNION ALL
        SELECT day, user_id, 0 FROM headcount.searches FINAL
        WHERE tenant = ':tenant' AND :org AND day BETWEEN ':first' AND ':last'
    )
    GROUP BY bucket, user_id
    HAVING countIf(session = 1) >= 3 OR countIf(session = 0) >= 3
)
GROUP BY bucket
ORDER BY bucket
