-- How many claims are there on a range of numbers?
SELECT uniqExact(claim) AS claims
FROM headcount.user_number_ranges
WHERE tenant = {tenant:String} AND first_number = {first_number:UInt32}
