-- Refused events, as sent, with the reason: an operator reads them and sends them again. Kept until erased.
-- payload is text, or base64 where the bytes were no valid UTF-8 (payload_encoding says which).
CREATE TABLE IF NOT EXISTS headcount.quarantine
(
    tenant           String,
    received_at      DateTime64(3, 'UTC'),
    quarantine_id    UUID,
    subject          String,
    request_id       String,
    code             LowCardinality(String),
    path             String,
    message          String,
    payload          String,
    payload_encoding LowCardinality(String)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, received_at, quarantine_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;
