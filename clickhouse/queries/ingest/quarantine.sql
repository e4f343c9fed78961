-- Which events of a tenant were refused in a span of time, as sent, and why? The oldest first, after a place in that order. An
-- entry that was sent again and refused again bears the newest reason. state: open (not taken yet), taken, all.
-- FINAL, because a commit that is stored again after a crash brings the same rows again.
SELECT
    quarantine_id,
    toUnixTimestamp64Milli(received_at) AS received_at_ms,
    subject,
    request_id,
    if(replay.last.code = '', entry.code, replay.last.code) AS reason_code,
    if(replay.last.code = '', entry.path, replay.last.path) AS reason_path,
    if(replay.last.code = '', entry.message, replay.last.message) AS reason_message,
    payload,
    payload_encoding,
    toUnixTimestamp64Milli(replay.last.replayed_at) AS replayed_at_ms,
    toUnixTimestamp64Milli(replay.taken_at) AS taken_at_ms
FROM
(
    SELECT quarantine_id, received_at, subject, request_id, toString(code) AS code, path, message, payload,
        toString(payload_encoding) AS payload_encoding
    FROM headcount.quarantine FINAL
    WHERE tenant = {tenant:String}
        AND received_at >= fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC')
        AND received_at < fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC')
        AND (received_at, quarantine_id) > (fromUnixTimestamp64Milli({after_ms:Int64}, 'UTC'), {after_id:UUID})
) AS entry
LEFT JOIN
(
    SELECT quarantine_id, taken_at, last
    FROM headcount.quarantine_replays FINAL
    WHERE tenant = {tenant:String}
) AS replay USING (quarantine_id)
WHERE ({code:String} = '' OR reason_code = {code:String})
    AND ({state:String} = 'all' OR ({state:String} = 'open') = isNull(replay.taken_at))
ORDER BY received_at, quarantine_id
LIMIT {row_limit:UInt32}
