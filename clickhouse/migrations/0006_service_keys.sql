-- Secrets that every process of one installation must share, made once by chance; 'cursor' signs page cursors.
CREATE TABLE IF NOT EXISTS headcount.service_keys
(
    name  String,
    value String
)
ENGINE = MergeTree
ORDER BY (name, value)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

INSERT INTO headcount.service_keys (name, value)
SELECT 'cursor', lower(hex(concat(UUIDStringToNum(toString(generateUUIDv4(1))), UUIDStringToNum(toString(generateUUIDv4(2))))))
WHERE NOT EXISTS (SELECT 1 FROM headcount.service_keys WHERE name = 'cursor');
