-- What sessions were created on each UTC day of a range of seconds, by size and origin, and what did they consume?
-- FINAL comes before the filters, so that the newest version of a session decides whether it passes.
-- ACUs are added up as decimals of 30 digits after the point, exactly as they were written; the few that are too large for
-- that are handed out one by one.
SELECT
    day,
    count() AS sessions_count,
    countIf(playbook_id IS NOT NULL) AS with_playbook,
    countIf(from_search) AS with_search,
    countIf(acus IS NOT NULL) AS with_acus,
    toString(sum(toDecimal256(toString(if(acus < 1e30, assumeNotNull(acus), 0)), 30))) AS acus_sum,
    groupArrayIf(assumeNotNull(acus), acus >= 1e30) AS huge_acus,
    countIf(size = 'xs') AS size_xs,
    countIf(size = 's') AS size_s,
    countIf(size = 'm') AS size_m,
    countIf(size = 'l') AS size_l,
    countIf(size = 'xl') AS size_xl,
    countIf(origin = 'webapp') AS origin_webapp,
    countIf(origin = 'slack') AS origin_slack,
    countIf(origin = 'teams') AS origin_teams,
    countIf(origin = 'api') AS origin_api,
    countIf(origin = 'linear') AS origin_linear,
    countIf(origin = 'jira') AS origin_jira,
    countIf(origin = 'automation') AS origin_automation,
    countIf(origin = 'desktop') AS origin_desktop
FROM headcount.sessions FINAL
WHERE tenant = {tenant:String}
    AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
    AND day BETWEEN {first_day:Date} AND {last_day:Date}
    AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
    AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
    AND ({any_playbook:Bool} OR playbook_id = {playbook_id:String})
    AND ({all_users:Bool} OR user_id IN {user_ids:Array(String)})
GROUP BY day
