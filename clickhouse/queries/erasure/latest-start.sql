-- When did the last event begin that is stored of a user, in milliseconds? 0 if there is none. Events may lie a day ahead.
SELECT greatest(
    (SELECT max(toUnixTimestamp64Milli(created_at)) FROM headcount.sessions
     WHERE tenant = {tenant:String} AND user_id = {user_id:String}),
    (SELECT max(toUnixTimestamp64Milli(created_at)) FROM headcount.searches
     WHERE tenant = {tenant:String} AND user_id = {user_id:String}),
    (SELECT max(toUnixTimestamp64Milli(ifNull(started_at, toDateTime64(activity_date, 3, 'UTC'))))
     FROM headcount.app_usage_reports
     WHERE tenant = {tenant:String} AND user_id = {user_id:String})) AS latest_ms
