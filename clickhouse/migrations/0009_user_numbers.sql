-- Users as dense numbers, so that a set of users is a small bitmap (docs/decisions: user numbers).

-- The number that stands for a user of a tenant, from 1, given by the ingest service before the user's first event is stored.
-- A set that only grows. One ingest process gives each user one number; several may, at the same instant, give one user two:
-- then user_number_aliases says so, and the smallest stands for the user. No number ever stands for two users.
CREATE TABLE IF NOT EXISTS headcount.user_numbers
(
    tenant  String,
    user_id String,
    number  UInt32
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, user_id, number)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

-- A further number of a user and the one that stands for them. Written before the further number is used anywhere.
CREATE TABLE IF NOT EXISTS headcount.user_number_aliases
(
    tenant    String,
    number    UInt32,
    canonical SimpleAggregateFunction(min, UInt32)
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, number)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

-- Ranges of numbers that one of several ingest processes keeps for itself. A range that two have claimed belongs to nobody.
CREATE TABLE IF NOT EXISTS headcount.user_number_ranges
(
    tenant       String,
    first_number UInt32,
    claim        UUID
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, first_number, claim)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

-- 0: stored before there were numbers.
ALTER TABLE headcount.sessions ADD COLUMN IF NOT EXISTS user_number UInt32 AFTER user_id;
ALTER TABLE headcount.searches ADD COLUMN IF NOT EXISTS user_number UInt32 AFTER user_id;
ALTER TABLE headcount.app_usage_reports
    ADD COLUMN IF NOT EXISTS user_number SimpleAggregateFunction(max, UInt32) AFTER user_id;

-- Who did anything (a session or a search) on a UTC day in an organization; the organization '' stands for all of them together.
-- Small granules, since a row is a whole set.
CREATE TABLE IF NOT EXISTS headcount.org_day_users
(
    tenant String,
    org_id String,
    day    Date,
    users  AggregateFunction(groupBitmap, UInt32)
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, org_id, day)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0, index_granularity = 128;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.org_day_users_from_sessions TO headcount.org_day_users AS
SELECT tenant, scope AS org_id, day, groupBitmapState(user_number) AS users
FROM headcount.sessions
ARRAY JOIN ['', org_id] AS scope
GROUP BY tenant, scope, day;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.org_day_users_from_searches TO headcount.org_day_users AS
SELECT tenant, scope AS org_id, day, groupBitmapState(user_number) AS users
FROM headcount.searches
ARRAY JOIN ['', org_id] AS scope
GROUP BY tenant, scope, day;

-- Who used any app of a client on a date.
CREATE TABLE IF NOT EXISTS headcount.client_day_users
(
    tenant        String,
    client_id     UUID,
    activity_date Date32,
    users         AggregateFunction(groupBitmap, UInt32)
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, activity_date, client_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0, index_granularity = 128;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.client_day_users_from_app_usage TO headcount.client_day_users AS
SELECT tenant, client_id, activity_date, groupBitmapState(toUInt32(user_number)) AS users
FROM headcount.app_usage_reports
GROUP BY tenant, client_id, activity_date;

-- Numbers for the users whose events were stored before.
INSERT INTO headcount.user_numbers (tenant, user_id, number)
SELECT
    tenant,
    user_id,
    toUInt32(highest.number + row_number() OVER (PARTITION BY tenant ORDER BY user_id)) AS number
FROM
(
    SELECT tenant, user_id FROM headcount.sessions WHERE user_number = 0
    UNION DISTINCT
    SELECT tenant, user_id FROM headcount.searches WHERE user_number = 0
    UNION DISTINCT
    SELECT tenant, user_id FROM headcount.app_usage_reports WHERE user_number = 0
) AS stored
LEFT JOIN (SELECT tenant, max(number) AS number FROM headcount.user_numbers GROUP BY tenant) AS highest USING (tenant)
WHERE (tenant, user_id) NOT IN (SELECT tenant, user_id FROM headcount.user_numbers);

-- The facts themselves again, numbered: they replace their own rows, and fill the new aggregates on the way.
INSERT INTO headcount.sessions (tenant, org_id, user_id, user_number, id, created_at, updated_at, ended_at, origin, size,
    category, subcategory_id, subcategory_name, playbook_id, from_search, acus, pull_requests, received_at)
SELECT tenant, org_id, user_id, number, id, created_at, updated_at, ended_at, origin, size,
    category, subcategory_id, subcategory_name, playbook_id, from_search, acus, pull_requests, received_at
FROM headcount.sessions FINAL
INNER JOIN (SELECT tenant, user_id, min(number) AS number FROM headcount.user_numbers GROUP BY tenant, user_id)
    AS numbered USING (tenant, user_id)
WHERE user_number = 0;

INSERT INTO headcount.searches (tenant, org_id, user_id, user_number, id, created_at, updated_at, received_at)
SELECT tenant, org_id, user_id, number, id, created_at, updated_at, received_at
FROM headcount.searches FINAL
INNER JOIN (SELECT tenant, user_id, min(number) AS number FROM headcount.user_numbers GROUP BY tenant, user_id)
    AS numbered USING (tenant, user_id)
WHERE user_number = 0;

INSERT INTO headcount.app_usage_reports (tenant, client_id, app_id, activity_date, user_id, user_number, platform, id,
    started_at, ended_at, report, last_active_at, received_at)
SELECT tenant, client_id, app_id, activity_date, user_id, number, platform, id,
    started_at, ended_at, report, last_active_at, received_at
FROM headcount.app_usage_reports FINAL
INNER JOIN (SELECT tenant, user_id, min(number) AS number FROM headcount.user_numbers GROUP BY tenant, user_id)
    AS numbered USING (tenant, user_id)
WHERE user_number = 0;
