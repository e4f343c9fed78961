-- What does a client's directory say of these people?
SELECT user_id, username, lowerUTF8(username) AS sort_name, user_key, department_ids
FROM headcount.users FINAL
WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND user_id IN {user_ids:Array(String)}
