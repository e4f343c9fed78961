-- When a user created their first session or search in an organization. The earliest instant is a join, so adding the same
-- fact again changes nothing. App usage has no part in it.
CREATE TABLE IF NOT EXISTS headcount.user_first_activity
(
    tenant   String,
    org_id   String,
    user_id  String,
    first_at SimpleAggregateFunction(min, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, org_id, user_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.user_first_activity_from_sessions TO headcount.user_first_activity AS
SELECT tenant, org_id, user_id, min(created_at) AS first_at
FROM headcount.sessions
GROUP BY tenant, org_id, user_id;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.user_first_activity_from_searches TO headcount.user_first_activity AS
SELECT tenant, org_id, user_id, min(created_at) AS first_at
FROM headcount.searches
GROUP BY tenant, org_id, user_id;

-- Events that were stored before the views were there.
INSERT INTO headcount.user_first_activity (tenant, org_id, user_id, first_at)
SELECT tenant, org_id, user_id, min(created_at)
FROM headcount.sessions
GROUP BY tenant, org_id, user_id;

INSERT INTO headcount.user_first_activity (tenant, org_id, user_id, first_at)
SELECT tenant, org_id, user_id, min(created_at)
FROM headcount.searches
GROUP BY tenant, org_id, user_id;
