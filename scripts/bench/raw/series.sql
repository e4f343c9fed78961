SELECT toString(toDate(dateTrunc(':unit', day))) AS bucket, uniqExact(user_id)
FROM
(
    SELECT day, user_id FROM headcount.sessions WHERE tenant = ':tenant' AND :org AND day BETWEEN ':first' AND ':last'
    UNION ALL
    SELECT day, user_id FROM headcount.searches WHERE tenant = ':tenant' AND :org AND day BETWEEN ':first' AND ':last'
)
GROUP BY bucket
ORDER BY bucket
