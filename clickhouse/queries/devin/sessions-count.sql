-- How many sessions were created in a range of seconds, in the selected organizations?
-- The day narrows the read to the sorting key's range; FINAL leaves one row per session, however often it was sent.
SELECT count() AS sessions_count
FROM headcount.sessions FINAL
WHERE tenant = {tenant:String}
    AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
    AND day BETWEEN {first_day:Date} AND {last_day:Date}
    AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
    AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
