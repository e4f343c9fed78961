-- The directory: what a client calls itself, its apps, its departments and its people. The last write wins: version is the
-- instant of the write in microseconds, given by the service and always growing.

-- zones = the zone's history, oldest first: usage that starts at or after valid_from falls on dates of that zone.
CREATE TABLE IF NOT EXISTS headcount.clients
(
    tenant     String,
    client_id  UUID,
    name       String,
    zones      Array(Tuple(valid_from DateTime64(3, 'UTC'), timezone String)),
    updated_at DateTime64(3, 'UTC'),
    version    UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, client_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

CREATE TABLE IF NOT EXISTS headcount.departments
(
    tenant        String,
    client_id     UUID,
    department_id UUID,
    name          String,
    updated_at    DateTime64(3, 'UTC'),
    version       UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, client_id, department_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

CREATE TABLE IF NOT EXISTS headcount.apps
(
    tenant         String,
    client_id      UUID,
    app_id         UUID,
    canonical_name String,
    type           Nullable(String),
    logo           Nullable(String),
    display_colour Nullable(String),
    is_approved    Bool,
    is_favorite    Bool,
    updated_at     DateTime64(3, 'UTC'),
    version        UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, client_id, app_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

CREATE TABLE IF NOT EXISTS headcount.users
(
    tenant         String,
    client_id      UUID,
    user_id        String,
    username       String,
    user_key       String,
    department_ids Array(UUID),
    updated_at     DateTime64(3, 'UTC'),
    version        UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, client_id, user_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;
