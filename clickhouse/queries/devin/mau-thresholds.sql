-- How many users made at least so many sessions or at least so many searches in each calendar month, over the selected
-- organizations?
-- FINAL joins the id sets of parts that are not merged yet; sets of different days or organizations never share an event, so their
-- sizes add up. (Never a set's subcolumn of sizes beside FINAL: it is not joined.) User and bucket are grouped by
-- as one integer, which is faster. A user's further numbers, normally none, become the one that stands for them.
WITH
    (
        SELECT (groupArray(number), groupArray(smallest))
        FROM
        (
            SELECT number, min(canonical) AS smallest
            FROM headcount.user_number_aliases
            WHERE tenant = {tenant:String}
            GROUP BY number
        )
    ) AS aliases,
    number -> transform(number, aliases.1, aliases.2, number) AS canonical
SELECT toDate(toUInt16(user_and_bucket)) AS first_day, count() AS active_users
FROM
(
    SELECT bitShiftLeft(toUInt64(canonical(user_number)), 16) + toUInt16(toStartOfMonth(day)) AS user_and_bucket
    FROM headcount.org_user_days FINAL
    WHERE tenant = {tenant:String}
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND day BETWEEN {first_day:Date} AND {last_day:Date}
    GROUP BY user_and_bucket
    HAVING sum(length(session_hashes)) >= {min_sessions:UInt64}
        OR sum(length(search_hashes)) >= {min_searches:UInt64}
)
GROUP BY first_day
ORDER BY first_day
