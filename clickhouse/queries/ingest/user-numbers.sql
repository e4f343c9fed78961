-- Which number stands for each of these users? Users without one have no row.
SELECT user_id, min(number) AS number
FROM headcount.user_numbers
WHERE tenant = {tenant:String} AND user_id IN {user_ids:Array(String)}
GROUP BY user_id
