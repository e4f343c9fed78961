-- Which events of a tenant were refused in a span of time, as sent, and why? The oldest first.
-- FINAL, because a commit that is stored again after a crash brings the same rows again.
SELECT
    quarantine_id, received_at, subject, request_id, code, path, message, payload, payload_encoding
FROM headcount.quarantine FINAL
WHERE tenant = {tenant:String}
    AND received_at >= {received_from:DateTime64(3, 'UTC')} AND received_at < {received_before:DateTime64(3, 'UTC')}
ORDER BY received_at, quarantine_id
LIMIT {row_limit:UInt32}
