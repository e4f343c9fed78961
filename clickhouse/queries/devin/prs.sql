-- How many pull requests were created in a range of seconds, in which state are they by now, and which were taken over?
-- A pull request is as the newest session that names it says: the latest version, then the latest created, then the greatest
-- identity; within one session its first mention. Only then do range and filters apply.
-- Any session may name it, so the index says in which organizations and on which days to look for those that name one
-- of the range's; the newest version of each session there, not the index, says what holds.
WITH candidates AS
(
    SELECT pull_request_id
    FROM headcount.pull_request_places
    WHERE tenant = {tenant:String}
        AND ({all_orgs:Bool} OR org_id IN {org_ids:Array(String)})
        AND pull_request_day BETWEEN {first_day:Date} AND {last_day:Date}
)
SELECT
    countIf(NOT newest.taken_over) AS created,
    countIf(NOT newest.taken_over AND newest.state = 'open') AS opened,
    countIf(NOT newest.taken_over AND newest.state = 'merged') AS merged,
    countIf(NOT newest.taken_over AND newest.state = 'closed') AS closed,
    countIf(newest.taken_over) AS taken_over,
    countIf(newest.taken_over AND newest.state = 'open') AS taken_over_opened,
    countIf(newest.taken_over AND newest.state = 'merged') AS taken_over_merged,
    countIf(newest.taken_over AND newest.state = 'closed') AS taken_over_closed
FROM
(
    SELECT
        argMax(
            CAST(
                (pull_request.state, pull_request.taken_over, ifNull(pull_request.created_at, session.created_at),
                 org_id, user_id, playbook_id)
                AS Tuple(state String, taken_over Bool, created_at DateTime64(3, 'UTC'),
                         org_id String, user_id String, playbook_id Nullable(String))),
            (updated_at, session.created_at, org_id, user_id, id, -toInt64(position))) AS newest
    FROM
    (
        SELECT org_id, user_id, id, created_at, updated_at, playbook_id, pull_requests
        FROM headcount.sessions FINAL
        WHERE tenant = {tenant:String}
            AND (org_id, day) IN
            (
                SELECT org_id, session_day
                FROM headcount.pull_request_places
                WHERE tenant = {tenant:String} AND pull_request_id IN (SELECT pull_request_id FROM candidates)
            )
    ) AS session
    ARRAY JOIN pull_requests AS pull_request, arrayEnumerate(pull_requests) AS position
    WHERE pull_request.id IN (SELECT pull_request_id FROM candidates)
    GROUP BY pull_request.id
)
WHERE newest.created_at >= toDateTime64({time_after:Int64}, 3, 'UTC')
    AND newest.created_at < toDateTime64({time_before:Int64}, 3, 'UTC')
    AND ({all_orgs:Bool} OR newest.org_id IN {org_ids:Array(String)})
    AND ({any_playbook:Bool} OR newest.playbook_id = {playbook_id:String})
    AND ({all_users:Bool} OR newest.user_id IN {user_ids:Array(String)})
