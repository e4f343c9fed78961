-- How many users were present in each UTC hour, by what they created in a window of milliseconds, both ends included?
-- A session makes its user present in every hour from its creation to its end, half-open, at most 24 hours; without an end
-- in the hour of its creation. A search does in its hour. Newest hour first; hours without anyone have no row. Hours count
-- from 1970-01-01. FINAL for the sessions alone: their newest version decides the end, while a search sent twice is the same
-- user in the same hour.
WITH
    number -> transform(number, {further_numbers:Array(UInt32)}, {canonical_numbers:Array(UInt32)}, number) AS canonical
SELECT hour, groupBitmap(canonical(user_number)) AS users
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
GROUP BY hour
ORDER BY hour DESC
