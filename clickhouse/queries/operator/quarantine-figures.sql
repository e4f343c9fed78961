-- How many refused events of all tenants wait to be sent again, by the newest reason? Those that were taken since are not counted.
-- FINAL, because a commit that is stored again after a crash brings the same rows again.
SELECT
    if(replay.code = '', entry.code, replay.code) AS reason_code,
    toFloat64(count()) AS events
FROM
(
    SELECT tenant, quarantine_id, toString(code) AS code
    FROM headcount.quarantine FINAL
) AS entry
LEFT JOIN
(
    SELECT tenant, quarantine_id, taken_at, last.code AS code
    FROM headcount.quarantine_replays FINAL
) AS replay USING (tenant, quarantine_id)
WHERE isNull(replay.taken_at)
GROUP BY reason_code
ORDER BY reason_code
