-- Where pull requests are named: an index from a pull request's id and day to the organizations and days of the sessions that
-- ever named it. It says where to look, never what is true: the sessions there do. A set that only grows, so that adding the
-- same fact again changes nothing, and an entry that no session stands for any more does no harm.
CREATE TABLE IF NOT EXISTS headcount.pull_request_places
(
    tenant           String,
    pull_request_id  String,
    pull_request_day Date,
    org_id           String,
    session_day      Date
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, pull_request_id, pull_request_day, org_id, session_day)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

-- pull_request_day is that of its own creation, else of its session's.
CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.pull_request_places_from_sessions TO headcount.pull_request_places AS
SELECT DISTINCT tenant, pull_request.id AS pull_request_id,
       toDate(ifNull(pull_request.created_at, created_at)) AS pull_request_day, org_id, day AS session_day
FROM headcount.sessions
ARRAY JOIN pull_requests AS pull_request;

-- Sessions that were stored before the view was there.
INSERT INTO headcount.pull_request_places (tenant, pull_request_id, pull_request_day, org_id, session_day)
SELECT tenant, pull_request.id, toDate(ifNull(pull_request.created_at, created_at)), org_id, day
FROM headcount.sessions
ARRAY JOIN pull_requests AS pull_request;
