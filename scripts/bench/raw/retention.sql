SELECT toString(toDate(first_week)), toString(toDate(week)), count()
FROM
(
    SELECT arrayMin(weeks) AS first_week, arrayJoin(weeks) AS week
    FROM
    (
        SELECT user_id, groupUniqArray(dateTrunc('week', day)) AS weeks
        FROM
        (
            SELECT day, user_id FROM headcount.sessions WHERE tenant = ':tenant'
            UNION ALL
            SELECT day, user_id FROM headcount.searches WHERE tenant = ':tenant'
        )
        GROUP BY user_id
    )
)
WHERE first_week >= ':first' AND week <= ':last'
GROUP BY first_week, week
ORDER BY first_week, week
