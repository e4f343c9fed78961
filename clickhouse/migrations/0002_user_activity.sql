-- Who was active where and when. Every state is a join: adding the same fact again changes nothing.

-- Which sessions and searches a user created on a UTC day in an organization. A row's existence answers the default
-- thresholds; the sets of identities answer the higher ones, and stay right whatever is replayed.
CREATE TABLE IF NOT EXISTS headcount.user_days
(
    tenant         String,
    org_id         String,
    day            Date,
    user_id        String,
    session_hashes SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64)),
    search_hashes  SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64))
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, org_id, day, user_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.user_days_from_sessions TO headcount.user_days AS
SELECT tenant, org_id, day, user_id, groupUniqArray(event_hash) AS session_hashes
FROM headcount.sessions
GROUP BY tenant, org_id, day, user_id;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.user_days_from_searches TO headcount.user_days AS
SELECT tenant, org_id, day, user_id, groupUniqArray(event_hash) AS search_hashes
FROM headcount.searches
GROUP BY tenant, org_id, day, user_id;

-- On which days of a month a user did anything at all, app usage included: bit 0 is the first.
CREATE TABLE IF NOT EXISTS headcount.user_months
(
    tenant  String,
    month   Date32,
    user_id String,
    days    SimpleAggregateFunction(groupBitOr, UInt32)
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, month, user_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.user_months_from_sessions TO headcount.user_months AS
SELECT tenant, toDate32(toStartOfMonth(day)) AS month, user_id,
       groupBitOr(bitShiftLeft(toUInt32(1), toDayOfMonth(day) - 1)) AS days
FROM headcount.sessions
GROUP BY tenant, month, user_id;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.user_months_from_searches TO headcount.user_months AS
SELECT tenant, toDate32(toStartOfMonth(day)) AS month, user_id,
       groupBitOr(bitShiftLeft(toUInt32(1), toDayOfMonth(day) - 1)) AS days
FROM headcount.searches
GROUP BY tenant, month, user_id;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.user_months_from_app_usage TO headcount.user_months AS
SELECT tenant, addDays(activity_date, 1 - toDayOfMonth(activity_date)) AS month, user_id,
       groupBitOr(bitShiftLeft(toUInt32(1), toDayOfMonth(activity_date) - 1)) AS days
FROM headcount.app_usage_reports
GROUP BY tenant, month, user_id;

-- The day of the first activity ever recorded for a user, whenever it was sent.
CREATE TABLE IF NOT EXISTS headcount.user_first_days
(
    tenant    String,
    user_id   String,
    first_day SimpleAggregateFunction(min, Date32)
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, user_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.user_first_days_from_sessions TO headcount.user_first_days AS
SELECT tenant, user_id, min(toDate32(day)) AS first_day
FROM headcount.sessions
GROUP BY tenant, user_id;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.user_first_days_from_searches TO headcount.user_first_days AS
SELECT tenant, user_id, min(toDate32(day)) AS first_day
FROM headcount.searches
GROUP BY tenant, user_id;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.user_first_days_from_app_usage TO headcount.user_first_days AS
SELECT tenant, user_id, min(activity_date) AS first_day
FROM headcount.app_usage_reports
GROUP BY tenant, user_id;
