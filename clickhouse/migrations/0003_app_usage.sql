-- App usage of client organizations, by the client's local dates.

-- Each report of a user for an app on a date: identity -> newest (version, figures), packed into one number so that the
-- maximum is the join. From the top: 42 bits version in ms, 27 bits event active_ms, 20 bits event session_count,
-- 27 bits this date's active_ms, 1 bit whether the event's sessions count on this date.
CREATE TABLE IF NOT EXISTS headcount.app_user_days
(
    tenant        String,
    client_id     UUID,
    app_id        UUID,
    activity_date Date32,
    user_id       String,
    reports       SimpleAggregateFunction(maxMap, Map(UInt64, UInt128))
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, client_id, app_id, activity_date, user_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.app_user_days_from_app_usage TO headcount.app_user_days AS
SELECT tenant, client_id, app_id, activity_date, user_id,
       maxMap(map(event_hash,
              bitShiftLeft(toUInt128(toUnixTimestamp64Milli(report.updated_at)), 75)
              + bitShiftLeft(toUInt128(report.active_ms), 48)
              + bitShiftLeft(toUInt128(report.session_count), 28)
              + bitShiftLeft(toUInt128(report.day_active_ms), 1)
              + toUInt128(report.day_session_count > 0))) AS reports
FROM headcount.app_usage_reports
GROUP BY tenant, client_id, app_id, activity_date, user_id;

-- A client's users: when they were first heard of, and their latest activity on each platform. It never moves back.
CREATE TABLE IF NOT EXISTS headcount.client_users
(
    tenant        String,
    client_id     UUID,
    user_id       String,
    registered_at SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    desktop_at    SimpleAggregateFunction(max, Nullable(DateTime64(3, 'UTC'))),
    web_at        SimpleAggregateFunction(max, Nullable(DateTime64(3, 'UTC')))
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, client_id, user_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.client_users_from_app_usage TO headcount.client_users AS
SELECT tenant, client_id, user_id,
       min(app_usage_reports.received_at) AS registered_at,
       maxIf(coalesce(ended_at, last_active_at), platform = 'desktop') AS desktop_at,
       maxIf(coalesce(ended_at, last_active_at), platform = 'web') AS web_at
FROM headcount.app_usage_reports
GROUP BY tenant, client_id, user_id;

-- A client's apps: when they were first heard of, and the first date on which anyone used them.
CREATE TABLE IF NOT EXISTS headcount.client_apps
(
    tenant        String,
    client_id     UUID,
    app_id        UUID,
    registered_at SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    first_date    SimpleAggregateFunction(min, Date32)
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, client_id, app_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

CREATE MATERIALIZED VIEW IF NOT EXISTS headcount.client_apps_from_app_usage TO headcount.client_apps AS
SELECT tenant, client_id, app_id, min(app_usage_reports.received_at) AS registered_at, min(activity_date) AS first_date
FROM headcount.app_usage_reports
GROUP BY tenant, client_id, app_id;
