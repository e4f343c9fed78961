-- How many users made at least so many sessions or at least so many searches on each UTC day, over the selected
-- organizations?
-- FINAL joins the id sets of parts that are not merged yet; sets of different days or organizations never share an event, so their
-- sizes add up. (Never a set's subcolumn of sizes beside FINAL: it is not joined.) User and bucket are grouped by
-- as one integer, which is faster. A user's further numbers, normally none, become the one that stands for them.
-- One event may stand under two numbers of a user who has several: there the sets are united by the user.
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
    arrayConcat(aliases.1, aliases.2) AS aliased,
    number -> transform(number, aliases.1, aliases.2, number) AS canonical
SELECT toDate(toUInt16(user_and_bucket)) AS first_day, count() AS active_users
FROM
(
    SELECT bitShiftLeft(toUInt64(user), 16) + toUInt16(day) AS user_and_bucket
    FROM
    (
        SELECT day, user_number AS user, length(session_hashes) AS sessions, length(search_hashes) AS searches
        FROM headcount.org_user_days FINAL
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day BETWEEN {first_day:Date} AND {last_day:Date}
            AND NOT has(aliased, user_number)
        UNION ALL
        SELECT day, canonical(user_number) AS user,
            length(groupUniqArrayArray(session_hashes)), length(groupUniqArrayArray(search_hashes))
        FROM headcount.org_user_days
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day BETWEEN {first_day:Date} AND {last_day:Date}
            AND notEmpty(aliases.1) AND has(aliased, user_number)
        GROUP BY day, org_id, user
    )
    GROUP BY user_and_bucket
    HAVING sum(sessions) >= {min_sessions:UInt64} OR sum(searches) >= {min_searches:UInt64}
)
GROUP BY first_day
ORDER BY first_day
