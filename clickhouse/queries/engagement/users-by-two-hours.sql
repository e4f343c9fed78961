-- How many users were present in each two hours of the UTC day (0, 2, ... 22), by what they created in a window of
-- milliseconds, both ends included? Presence is that of users-by-hour.sql, whatever the date of the hour; buckets without
-- anyone have no row.
WITH
    number -> transform(number, {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}, number) AS canonical
SELECT intDiv(modulo(hour, 24), 2) * 2 AS bucket, groupBitmap(canonical(user_number)) AS users
FROM
(
    SELECT
        user_number,
        arrayJoin(range(
            intDiv(created_ms, 3600000),
            intDiv(greatest(least(ended_ms, created_ms + 86400000) - 1, created_ms), 3600000) + 1)) AS hour
    FROM
    (
        SELECT
            user_number,
            toUnixTimestamp64Milli(created_at) AS created_ms,
            toUnixTimestamp64Milli(ifNull(ended_at, created_at)) AS ended_ms
        FROM headcount.sessions FINAL
        WHERE tenant = {tenant:String}
            AND day BETWEEN {first_day:Date} AND {last_day:Date}
            AND created_at >= fromUnixTimestamp64Milli({first_ms:Int64}, 'UTC')
            AND created_at <= fromUnixTimestamp64Milli({last_ms:Int64}, 'UTC')
    )
    UNION ALL
    SELECT user_number, intDiv(toUnixTimestamp64Milli(created_at), 3600000)
    FROM headcount.searches
    WHERE tenant = {tenant:String}
        AND user_number > 0
        AND day BETWEEN {first_day:Date} AND {last_day:Date}
        AND created_at >= fromUnixTimestamp64Milli({first_ms:Int64}, 'UTC')
        AND created_at <= fromUnixTimestamp64Milli({last_ms:Int64}, 'UTC')
)
GROUP BY bucket
ORDER BY bucket DESC
