-- How many of a client's people used each app in a period, and in another period?
-- Rows of parts that are not merged stay apart here: whoever stands in several is still one.
-- Where there is no other period, it ends before it begins.
SELECT
    toString(app_id) AS id,
    uniqExactIf(user_id, in_period) AS unique_users,
    uniqExactIf(user_id, in_comparison) AS compare_users
FROM
(
    SELECT
        app_id,
        user_id,
        activity_date BETWEEN {start_date:Date32} AND {end_date:Date32} AS in_period,
        activity_date BETWEEN {compare_start_date:Date32} AND {compare_end_date:Date32} AS in_comparison
    FROM headcount.app_user_days
    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND (in_period OR in_comparison)
)
GROUP BY id
LIMIT {row_limit:UInt32}
