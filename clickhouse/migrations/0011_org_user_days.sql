-- Who was active where and when, by user number. Takes the place of user_days.

-- What a user created on a UTC day in an organization: the first and the last instant, in milliseconds of the day, which tell of
-- a day cut in two who was active on either side; and the sets of identities, which answer thresholds above one.
-- The day comes before the organization, so that new parts meet only the days that they are about.
CREATE TABLE IF NOT EXISTS headcount.org_user_days
(
    tenant         String,
    day            Date,
    org_id         String,
    user_number    UInt32,
    first_ms       SimpleAggregateFunction(min, UInt32),
    last_ms        SimpleAggregateFunction(max, UInt32),
    session_hashes SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64)),
    search_hashes  SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64))
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, day, org_id, user_number)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0, index_granularity = 1024;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.org_user_days_from_sessions TO headcount.org_user_days AS
SELECT tenant, day, org_id, user_number,
       min(toUInt32(toUnixTimestamp64Milli(created_at) % 86400000)) AS first_ms,
       max(toUInt32(toUnixTimestamp64Milli(created_at) % 86400000)) AS last_ms,
       groupUniqArray(event_hash) AS session_hashes
FROM headcount.sessions
GROUP BY tenant, day, org_id, user_number;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.org_user_days_from_searches TO headcount.org_user_days AS
SELECT tenant, day, org_id, user_number,
       min(toUInt32(toUnixTimestamp64Milli(created_at) % 86400000)) AS first_ms,
       max(toUInt32(toUnixTimestamp64Milli(created_at) % 86400000)) AS last_ms,
       groupUniqArray(event_hash) AS search_hashes
FROM headcount.searches
GROUP BY tenant, day, org_id, user_number;

DROP VIEW IF EXISTS headcount.user_days_from_sessions;
DROP VIEW IF EXISTS headcount.user_days_from_searches;
DROP TABLE IF EXISTS headcount.user_days;

-- Events that were stored before the views were there go through them: facts know their shard, aggregates do not.
INSERT INTO headcount.sessions (tenant, org_id, user_id, user_number, id, created_at, updated_at, ended_at, origin, size,
    category, subcategory_id, subcategory_name, playbook_id, from_search, acus, pull_requests, received_at)
SELECT tenant, org_id, user_id, user_number, id, created_at, updated_at, ended_at, origin, size,
    category, subcategory_id, subcategory_name, playbook_id, from_search, acus, pull_requests, received_at
FROM headcount.sessions
WHERE user_number > 0;

INSERT INTO headcount.searches (tenant, org_id, user_id, user_number, id, created_at, updated_at, received_at)
SELECT tenant, org_id, user_id, user_number, id, created_at, updated_at, received_at
FROM headcount.searches
WHERE user_number > 0;
