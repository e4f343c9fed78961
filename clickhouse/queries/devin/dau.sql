-- How many users did anything (a session or a search) on each UTC day, over the selected organizations?
-- A row is there because of a session or a search, so its existence is the answer and no id set is opened. Grouping by
-- user joins parts that are not merged yet and organizations alike; it is truly exact, and measured faster than uniqExact.
SELECT first_day, count() AS active_users
FROM
(
    SELECT day AS first_day, user_id
    FROM headcount.user_days
    WHERE tenant = {tenant:String}
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND day BETWEEN {first_day:Date} AND {last_day:Date}
    GROUP BY first_day, user_id
)
GROUP BY first_day
ORDER BY first_day
