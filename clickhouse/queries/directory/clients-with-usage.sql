-- Which of these clients have any app usage? One row for each; from then on a change of zone leaves the past as it is.
-- client_apps holds a row for each app that was ever used, so a client's rows are few.
SELECT DISTINCT client_id
FROM headcount.client_apps
WHERE tenant = {tenant:String} AND client_id IN {client_ids:Array(UUID)}
