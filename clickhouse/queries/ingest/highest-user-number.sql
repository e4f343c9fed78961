-- What is the highest number that a user of the tenant has, or that lies in a claimed range? 0 if there is none.
SELECT greatest(
    (SELECT max(number) FROM headcount.user_numbers WHERE tenant = {tenant:String}),
    (SELECT max(first_number + {range_length:UInt32} - 1) FROM headcount.user_number_ranges
     WHERE tenant = {tenant:String} AND first_number > 0)) AS number
