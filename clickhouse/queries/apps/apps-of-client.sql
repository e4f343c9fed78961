-- Which apps did a client's people use in a period, how much, and how does that compare with another period?
-- One page of them in the order asked for, with the number of all of them.
--
-- The filter `discovered` keeps the apps that nobody at all used before the period, `dropped_off` those that were used
-- before and not in it; only the latter reads the usage of all the past.
-- The average is over the days on which anybody used the app. Figures are sorted and paged as they are published, see
-- users-of-app; the totals are those of app-totals.
WITH
    reports -> arraySum(report -> toUInt64(bitAnd(bitShiftRight(report, 1), 134217727)), mapValues(reports))
        AS day_active_ms,
    reports -> arraySum(report -> toUInt64(bitAnd(report, 1) * bitAnd(bitShiftRight(report, 28), 1048575)),
        mapValues(reports)) AS day_session_count,
    (value, base) -> if(base = 0, NULL, toInt64(sign(toInt128(value) - base)
        * intDivOrZero(2000 * abs(toInt128(value) - base) + base, 2 * toInt128(base)))) AS change_tenths,
    text -> replaceAll(lowerUTF8(text), 'ς', 'σ') AS folded,
    {compare_start_date:Nullable(Date32)} IS NOT NULL AS is_compared,
    {sort_by:String} = 'canonical_name' AND {sort_order:String} = 'desc' AS names_descend,
    ({after_number:Nullable(Int64)} IS NULL, ifNull({after_number:Nullable(Int64)}, 0)) AS after_rank
SELECT
    id,
    canonical_name,
    logo,
    display_colour,
    type,
    is_approved,
    is_favorite,
    unique_users,
    unique_users_compare,
    unique_users_change_tenths,
    active_time_ms,
    active_time_compare_ms,
    active_time_change_tenths,
    avg_time_ms,
    avg_time_compare_ms,
    avg_time_change_tenths,
    session_count,
    session_count_compare,
    session_count_change_tenths,
    days_active,
    total_count,
    sort_number,
    sort_name
FROM
(
    SELECT
        toString(used.app_id) AS id,
        if(named.in_directory, named.canonical_name, id) AS canonical_name,
        named.logo AS logo,
        named.display_colour AS display_colour,
        named.type AS type,
        named.is_approved AS is_approved,
        named.is_favorite AS is_favorite,
        used.unique_users AS unique_users,
        used.unique_users_compare AS unique_users_compare,
        change_tenths(used.unique_users, used.unique_users_compare) AS unique_users_change_tenths,
        used.active_time_ms AS active_time_ms,
        used.active_time_compare_ms AS active_time_compare_ms,
        change_tenths(used.active_time_ms, used.active_time_compare_ms) AS active_time_change_tenths,
        used.avg_time_ms AS avg_time_ms,
        used.avg_time_compare_ms AS avg_time_compare_ms,
        change_tenths(used.avg_time_ms, used.avg_time_compare_ms) AS avg_time_change_tenths,
        used.session_count AS session_count,
        used.session_count_compare AS session_count_compare,
        change_tenths(used.session_count, used.session_count_compare) AS session_count_change_tenths,
        used.days_active AS days_active,
        count() OVER () AS total_count,
        if({sort_order:String} = 'desc', -1, 1) * multiIf(
            {sort_by:String} = 'unique_users', toNullable(toInt64(unique_users)),
            {sort_by:String} = 'active_time', toNullable(toInt64(active_time_ms)),
            {sort_by:String} = 'avg_time', toNullable(toInt64(avg_time_ms)),
            {sort_by:String} = 'session_count', toNullable(toInt64(session_count)),
            {sort_by:String} = 'unique_users_change', unique_users_change_tenths,
            {sort_by:String} = 'active_time_change', active_time_change_tenths,
            {sort_by:String} = 'avg_time_change', avg_time_change_tenths,
            {sort_by:String} = 'session_count_change', session_count_change_tenths,
            toNullable(toInt64(0))) AS sort_number,
        (sort_number IS NULL, ifNull(sort_number, 0)) AS rank,
        lowerUTF8(canonical_name) AS sort_name
    FROM
    (
        SELECT
            app_id,
            uniqExactIf(user_id, in_period) AS unique_users,
            sumIf(active_ms, in_period) AS active_time_ms,
            uniqExactIf(activity_date, in_period) AS days_active,
            intDivOrZero(active_time_ms, days_active) AS avg_time_ms,
            sumIf(sessions, in_period) AS session_count,
            uniqExactIf(activity_date, in_comparison) AS compare_days,
            if(is_compared, uniqExactIf(user_id, in_comparison), NULL) AS unique_users_compare,
            if(is_compared, sumIf(active_ms, in_comparison), NULL) AS active_time_compare_ms,
            if(compare_days = 0, NULL, intDivOrZero(sumIf(active_ms, in_comparison), compare_days))
                AS avg_time_compare_ms,
            if(is_compared, sumIf(sessions, in_comparison), NULL) AS session_count_compare,
            countIf(is_earlier) AS earlier_days
        FROM
        (
            SELECT
                app_id,
                user_id,
                activity_date,
                activity_date BETWEEN {start_date:Date32} AND {end_date:Date32} AS in_period,
                ifNull(activity_date BETWEEN {compare_start_date:Nullable(Date32)}
                    AND {compare_end_date:Nullable(Date32)}, 0) AS in_comparison,
                activity_date < {start_date:Date32} AS is_earlier,
                day_active_ms(reports) AS active_ms,
                day_session_count(reports) AS sessions
            FROM headcount.app_user_days FINAL
            WHERE tenant = {tenant:String} AND client_id = {client_id:UUID}
                AND (in_period OR in_comparison OR ({filter:String} = 'dropped_off' AND is_earlier))
                AND (empty({department_ids:Array(UUID)}) OR user_id GLOBAL IN (
                    SELECT user_id
                    FROM headcount.users FINAL
                    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID}
                        AND hasAny(department_ids, {department_ids:Array(UUID)})))
        )
        GROUP BY app_id
    ) AS used
    LEFT JOIN
    (
        SELECT
            app_id, canonical_name, logo, display_colour, type, is_approved, is_favorite, true AS in_directory
        FROM headcount.apps FINAL
        WHERE tenant = {tenant:String} AND client_id = {client_id:UUID}
    ) AS named ON named.app_id = used.app_id
    LEFT JOIN
    (
        SELECT app_id, min(first_date) AS first_date
        FROM headcount.client_apps
        WHERE tenant = {tenant:String} AND client_id = {client_id:UUID}
        GROUP BY app_id
    ) AS heard ON heard.app_id = used.app_id
    WHERE multiIf(
            {filter:String} = 'dropped_off', used.days_active = 0 AND used.earlier_days > 0,
            {filter:String} = 'discovered', used.days_active > 0 AND heard.first_date >= {start_date:Date32},
            used.days_active > 0)
        AND ({q:String} = '' OR position(folded(canonical_name), folded({q:String})) > 0)
        AND ({is_approved:Nullable(Bool)} IS NULL OR is_approved = {is_approved:Nullable(Bool)})
        AND ({is_favorite:Nullable(Bool)} IS NULL OR is_favorite = {is_favorite:Nullable(Bool)})
)
WHERE {after_id:String} = ''
    OR rank > after_rank
    OR (rank = after_rank AND (
        if(names_descend, sort_name < {after_name:String}, sort_name > {after_name:String})
        OR (sort_name = {after_name:String} AND id > {after_id:String})))
ORDER BY rank, if(names_descend, sort_name, '') DESC, sort_name, id
LIMIT {row_limit:UInt32}
