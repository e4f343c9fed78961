-- What became of refused events that were sent again by an operator. taken_at is when an entry was accepted and counted: it is not
-- offered any more. last is the latest attempt, with the reason if it was refused again. Both are joins.
CREATE TABLE IF NOT EXISTS headcount.quarantine_replays
(
    tenant        String,
    quarantine_id UUID,
    taken_at      SimpleAggregateFunction(min, Nullable(DateTime64(3, 'UTC'))),
    last          SimpleAggregateFunction(max, Tuple(
                      replayed_at DateTime64(3, 'UTC'), code String, path String, message String))
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, quarantine_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;
