-- How many sessions of each category and subcategory were created on each UTC day of a range of seconds, and what did they consume?
-- One row per day and subcategory; its name is that of the day's newest session that gives one.
-- ACUs are added up as decimals of 30 digits after the point, exactly as they were written; the few that are too large for
-- that are handed out one by one.
SELECT
    day,
    ifNull(category, 'uncategorized') AS category_name,
    subcategory_id,
    argMaxIf(session.subcategory_name, (created_at, org_id, user_id, id), session.subcategory_name IS NOT NULL) AS name,
    count() AS sessions_count,
    toString(sum(toDecimal256(toString(if(acus < 1e30, assumeNotNull(acus), 0)), 30))) AS acus_sum,
    groupArrayIf(assumeNotNull(acus), acus >= 1e30) AS huge_acus
FROM
(
    SELECT day, org_id, user_id, id, created_at, category, subcategory_id, subcategory_name, acus
    FROM headcount.sessions FINAL
    WHERE tenant = {tenant:String}
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND day BETWEEN {first_day:Date} AND {last_day:Date}
        AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
        AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
) AS session
GROUP BY day, category_name, subcategory_id
