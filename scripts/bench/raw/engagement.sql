SELECT toString(date) AS bucket, arrayStringConcat(arraySort(groupUniqArray(user_id)), ',')
FROM
(
    SELECT toDate32(day) AS date, user_id FROM headcount.sessions WHERE tenant = ':tenant' AND day BETWEEN ':first' AND ':last'
    UNION ALL
    SELECT toDate32(day), user_id FROM headcount.searches WHERE tenant = ':tenant' AND day BETWEEN ':first' AND ':last'
    UNION ALL
    SELECT activity_date, user_id FROM headcount.app_usage_reports
    WHERE tenant = ':tenant' AND activity_date BETWEEN ':first' AND ':last'
)
GROUP BY date
ORDER BY date
