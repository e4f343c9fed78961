-- What bitmaps of user numbers answer needs no rows by user any more: each view less is a part less for every commit.
DROP VIEW IF EXISTS headcount.user_months_from_sessions;
DROP VIEW IF EXISTS headcount.user_months_from_searches;
DROP VIEW IF EXISTS headcount.user_months_from_app_usage;
DROP TABLE IF EXISTS headcount.user_months;
DROP VIEW IF EXISTS headcount.user_first_days_from_sessions;
DROP VIEW IF EXISTS headcount.user_first_days_from_searches;
DROP VIEW IF EXISTS headcount.user_first_days_from_app_usage;
DROP TABLE IF EXISTS headcount.user_first_days;
DROP VIEW IF EXISTS headcount.user_first_activity_from_sessions;
DROP VIEW IF EXISTS headcount.user_first_activity_from_searches;
DROP TABLE IF EXISTS headcount.user_first_activity;
