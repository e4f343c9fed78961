-- How many of the sessions created in a range of seconds name a pull request that is merged by now, by size?
-- A pull request's state is what the newest session that names it says (see prs.sql), which may be any other session: the
-- index says in which organizations and on which days those stand.
WITH
named AS
(
    SELECT arrayJoin(pull_requests.id) AS pull_request_id
    FROM headcount.sessions
    WHERE tenant = {tenant:String}
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND day BETWEEN {first_day:Date} AND {last_day:Date}
        AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
        AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
        AND ({all_users:Bool} OR user_id IN {user_ids:Array(String)})
),
merged AS
(
    SELECT pull_request.id AS pull_request_id
    FROM
    (
        SELECT org_id, user_id, id, created_at, updated_at, pull_requests
        FROM headcount.sessions FINAL
        WHERE tenant = {tenant:String}
            AND (org_id, day) IN
            (
                SELECT org_id, session_day
                FROM headcount.pull_request_places
                WHERE tenant = {tenant:String} AND pull_request_id IN (SELECT pull_request_id FROM named)
            )
    ) AS session
    ARRAY JOIN pull_requests AS pull_request, arrayEnumerate(pull_requests) AS position
    WHERE pull_request.id IN (SELECT pull_request_id FROM named)
    GROUP BY pull_request.id
    HAVING argMax(pull_request.state,
                  (updated_at, session.created_at, org_id, user_id, id, -toInt64(position))) = 'merged'
)
SELECT
    count() AS sessions_count,
    countIf(session_size = 'xs') AS size_xs,
    countIf(session_size = 's') AS size_s,
    countIf(session_size = 'm') AS size_m,
    countIf(session_size = 'l') AS size_l,
    countIf(session_size = 'xl') AS size_xl
FROM
(
    SELECT any(size) AS session_size
    FROM
    (
        SELECT org_id, user_id, created_at, id, size, arrayJoin(pull_requests.id) AS pull_request_id
        FROM headcount.sessions FINAL
        WHERE tenant = {tenant:String}
            AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
            AND day BETWEEN {first_day:Date} AND {last_day:Date}
            AND created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
            AND created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
            AND ({any_playbook:Bool} OR playbook_id = {playbook_id:String})
            AND ({all_users:Bool} OR user_id IN {user_ids:Array(String)})
    )
    WHERE pull_request_id IN (SELECT pull_request_id FROM merged)
    GROUP BY org_id, user_id, created_at, id
)
