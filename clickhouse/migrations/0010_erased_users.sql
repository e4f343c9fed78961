-- Who was erased, without a name: user_hash is an HMAC of the tenant and the user's id under the key 'erasure'. An event of such
-- a user that began at or before erased_through is old and refused. The latest instant is the join.
CREATE TABLE IF NOT EXISTS headcount.erased_users
(
    tenant         String,
    user_hash      String,
    erased_through SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, user_hash)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0;

INSERT INTO headcount.service_keys (name, value)
SELECT 'erasure', lower(hex(concat(UUIDStringToNum(toString(generateUUIDv4(1))), UUIDStringToNum(toString(generateUUIDv4(2))))))
WHERE NOT EXISTS (SELECT 1 FROM headcount.service_keys WHERE name = 'erasure');
