-- The facts: what producers sent, newest version of each event. Every aggregate can be rebuilt from these three tables.
--
-- Sorting key = tenant, place, day, then the rest of the event's identity (contract 4), so that a replay lands on the row it
-- repeats, and a range's ragged edges read one day of one place.
-- event_hash stands for the identity inside a (tenant, user) in every aggregate.
-- version is a total order: the event's version in milliseconds, then a hash of the content, so that equal versions with
-- different content always settle on the same one of them, on any machine and after any repair.
-- No partitions: an import of decades in one batch would cut it into hundreds of parts, and an event must be one part.
-- Kept for ever.

CREATE TABLE IF NOT EXISTS headcount.sessions
(
    tenant           String,
    org_id           String,
    user_id          String,
    id               String,
    created_at       DateTime64(3, 'UTC'),
    updated_at       DateTime64(3, 'UTC'),
    ended_at         Nullable(DateTime64(3, 'UTC')),
    origin           LowCardinality(Nullable(String)),
    size             LowCardinality(Nullable(String)),
    category         Nullable(String),
    subcategory_id   Nullable(String),
    subcategory_name Nullable(String),
    playbook_id      Nullable(String),
    from_search      Bool,
    acus             Nullable(Float64),
    pull_requests    Array(Tuple(id String, state String, created_at Nullable(DateTime64(3, 'UTC')), taken_over Bool)),
    received_at      DateTime64(3, 'UTC'),
    day              Date MATERIALIZED toDate(created_at),
    event_hash       UInt64 MATERIALIZED sipHash64(org_id, created_at, id),
    version          UInt128 MATERIALIZED bitShiftLeft(toUInt128(toUnixTimestamp64Milli(updated_at)), 64)
                     + sipHash64(toString((ended_at, origin, size, category, subcategory_id, subcategory_name,
                                           playbook_id, from_search, acus, pull_requests)))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, org_id, day, user_id, created_at, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

CREATE TABLE IF NOT EXISTS headcount.searches
(
    tenant      String,
    org_id      String,
    user_id     String,
    id          String,
    created_at  DateTime64(3, 'UTC'),
    updated_at  DateTime64(3, 'UTC'),
    received_at DateTime64(3, 'UTC'),
    day         Date MATERIALIZED toDate(created_at),
    event_hash  UInt64 MATERIALIZED sipHash64(org_id, created_at, id)
)
ENGINE = ReplacingMergeTree(updated_at)
ORDER BY (tenant, org_id, day, user_id, created_at, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

-- One row for each local date that a report touches; all dates of one event are written in one part.
-- report = (version, the event's own figures, this date's share): the maximum is the newest version, and between equal
-- versions the larger figures, the same choice on every date of the event.
-- last_active_at never moves back, so it is joined apart from the version.
CREATE TABLE IF NOT EXISTS headcount.app_usage_reports
(
    tenant         String,
    client_id      UUID,
    app_id         UUID,
    activity_date  Date32,
    user_id        String,
    platform       LowCardinality(String),
    id             String,
    started_at     Nullable(DateTime64(3, 'UTC')),
    ended_at       Nullable(DateTime64(3, 'UTC')),
    report         SimpleAggregateFunction(max, Tuple(
                       updated_at DateTime64(3, 'UTC'), active_ms UInt32, session_count UInt32,
                       day_active_ms UInt32, day_session_count UInt32)),
    last_active_at SimpleAggregateFunction(max, Nullable(DateTime64(3, 'UTC'))),
    received_at    SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    event_hash     UInt64 MATERIALIZED sipHash64(platform, id, ifNull(toUnixTimestamp64Milli(started_at), -1),
                                                  ifNull(toUnixTimestamp64Milli(ended_at), -1))
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, client_id, app_id, activity_date, user_id, platform, id, started_at, ended_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0, allow_nullable_key = 1;
