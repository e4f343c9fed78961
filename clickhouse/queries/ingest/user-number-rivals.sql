-- Which of these users have several numbers, given by several processes at once? All numbers of each.
SELECT user_id, arraySort(groupUniqArray(number)) AS numbers
FROM headcount.user_numbers
WHERE tenant = {tenant:String} AND user_id IN {user_ids:Array(String)}
GROUP BY user_id
HAVING length(numbers) > 1
