-- How many searches were created on each UTC day of a range of seconds, in the selected organizations?
-- The day narrows the read to the sorting key's range; FINAL leaves one row per search, however often it was sent.
SELECT day, count() AS searches_count
FROM headcount.searches FINAL
WHERE tenant = {tenant:String}
    AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
    AND day BETWEEN {first_day:Date} AND {last_day:Date}
    AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
    AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
GROUP BY day
