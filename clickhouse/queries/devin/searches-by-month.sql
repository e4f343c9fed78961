-- How many rows do the searches of each calendar month have, in the selected organizations? Replays and older versions that are not merged
-- away count: it says how much there is to read, not what holds.
SELECT toStartOfMonth(day) AS first_day, count() AS stored_rows
FROM headcount.searches
WHERE tenant = {tenant:String}
    AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
    AND day BETWEEN {first_day:Date} AND {last_day:Date}
GROUP BY first_day
ORDER BY first_day
