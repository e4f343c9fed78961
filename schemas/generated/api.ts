/** The types of the schemas in the OpenAPI document, made by `npm run generate`; do not edit. */
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * SessionEvent
         * @description A session: one piece of work that a user started. Texts hold at most 256 characters (code points) and no lone surrogates; null for an optional field is the same as leaving it out.
         */
        readonly SessionEvent: {
            /** @constant */
            readonly type: "session";
            /**
             * Format: unicode
             * @description The producer's name for the event, 1 to 128 characters; part of its identity.
             */
            readonly id: string;
            /**
             * Format: unicode
             * @description Who did it: an id unique in the tenant, 1 to 128 characters; part of the identity.
             */
            readonly user_id: string;
            /**
             * Format: unicode
             * @description The organization, 1 to 256 characters; needs no registration; part of the identity.
             */
            readonly org_id: string;
            /**
             * Format: date-time
             * @description When it was created; part of the identity. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description The version of the event: the latest one counts. Default: the event's own start. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
             */
            readonly updated_at?: string | null;
            /**
             * Format: date-time
             * @description When it ended, not before created_at. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
             */
            readonly ended_at?: string | null;
            /**
             * @description Where it was started.
             * @enum {string|null}
             */
            readonly origin?: "webapp" | "slack" | "teams" | "api" | "linear" | "jira" | "automation" | "desktop" | "other" | null;
            /**
             * @description How large it was.
             * @enum {string|null}
             */
            readonly size?: "xs" | "s" | "m" | "l" | "xl" | null;
            /**
             * Format: unicode
             * @description What kind of work it was. Without one it counts as uncategorized.
             */
            readonly category?: string | null;
            /**
             * Format: unicode
             * @description The id of the finer kind.
             */
            readonly subcategory_id?: string | null;
            /**
             * Format: unicode
             * @description The name of the finer kind.
             */
            readonly subcategory_name?: string | null;
            /**
             * Format: unicode
             * @description The playbook it followed.
             */
            readonly playbook_id?: string | null;
            /**
             * @description Whether it grew out of a search.
             * @default false
             */
            readonly from_search: boolean | null;
            /** @description What it consumed, in ACUs. */
            readonly acus?: number | null;
            /** @description The pull requests it worked on. */
            readonly pull_requests?: readonly components["schemas"]["PullRequestReport"][] | null;
        };
        /**
         * SearchEvent
         * @description A search that a user made.
         */
        readonly SearchEvent: {
            /** @constant */
            readonly type: "search";
            /**
             * Format: unicode
             * @description The producer's name for the event, 1 to 128 characters; part of its identity.
             */
            readonly id: string;
            /**
             * Format: unicode
             * @description Who did it: an id unique in the tenant, 1 to 128 characters; part of the identity.
             */
            readonly user_id: string;
            /**
             * Format: unicode
             * @description The organization, 1 to 256 characters; needs no registration; part of the identity.
             */
            readonly org_id: string;
            /**
             * Format: date-time
             * @description When it was made; part of the identity. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description The version of the event: the latest one counts. Default: the event's own start. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
             */
            readonly updated_at?: string | null;
        };
        /**
         * AppUsageInterval
         * @description App usage over an interval; it falls on the local dates of the client's zone.
         */
        readonly AppUsageInterval: {
            /** @constant */
            readonly type: "app_usage";
            /**
             * Format: unicode
             * @description The producer's name for the event, 1 to 128 characters; part of its identity.
             */
            readonly id: string;
            /**
             * Format: unicode
             * @description Who did it: an id unique in the tenant, 1 to 128 characters; part of the identity.
             */
            readonly user_id: string;
            /**
             * Format: uuid
             * @description The registered client whose usage it is; part of the identity. A UUID in either case, kept in lower case.
             */
            readonly client_id: string;
            /**
             * Format: uuid
             * @description The app; part of the identity. A UUID in either case, kept in lower case.
             */
            readonly app_id: string;
            /**
             * @description Where it was used; part of the identity.
             * @enum {string}
             */
            readonly platform: "desktop" | "web";
            /**
             * Format: date-time
             * @description When the usage began; part of the identity. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
             */
            readonly started_at: string;
            /**
             * Format: date-time
             * @description When it ended, 0 to 24 h after started_at; part of the identity. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
             */
            readonly ended_at: string;
            /**
             * Format: date-time
             * @description The version of the event: the latest one counts. Default: the event's own start. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
             */
            readonly updated_at?: string | null;
            /** @description Active time in milliseconds, never more than the interval. Default: the whole interval. */
            readonly active_ms?: number | null;
            /**
             * @description How many sessions it stands for; they count on the local date of the start.
             * @default 1
             */
            readonly session_count: number | null;
        };
        /**
         * AppUsageDayReport
         * @description App usage of one local date of the client.
         */
        readonly AppUsageDayReport: {
            /** @constant */
            readonly type: "app_usage";
            /**
             * Format: unicode
             * @description The producer's name for the event, 1 to 128 characters; part of its identity.
             */
            readonly id: string;
            /**
             * Format: unicode
             * @description Who did it: an id unique in the tenant, 1 to 128 characters; part of the identity.
             */
            readonly user_id: string;
            /**
             * Format: uuid
             * @description The registered client whose usage it is; part of the identity. A UUID in either case, kept in lower case.
             */
            readonly client_id: string;
            /**
             * Format: uuid
             * @description The app; part of the identity. A UUID in either case, kept in lower case.
             */
            readonly app_id: string;
            /**
             * @description Where it was used; part of the identity.
             * @enum {string}
             */
            readonly platform: "desktop" | "web";
            /**
             * Format: date
             * @description The client's local date, YYYY-MM-DD, from 1970-01-01 on, at most one day ahead of today in UTC; part of the identity.
             */
            readonly activity_date: string;
            /** @description Active time on that date in milliseconds, at most 25 h. */
            readonly active_ms: number;
            /**
             * Format: date-time
             * @description The version of the event: the latest one counts. Default: the event's own start. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
             */
            readonly updated_at?: string | null;
            /**
             * @description How many sessions it stands for.
             * @default 1
             */
            readonly session_count: number | null;
            /**
             * Format: date-time
             * @description The latest instant of activity on that date. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
             */
            readonly last_active_at?: string | null;
        };
        /**
         * PullRequestReport
         * @description A pull request as a session reports it.
         */
        readonly PullRequestReport: {
            /**
             * Format: unicode
             * @description The pull request, one by this id in the tenant, 1 to 256 characters.
             */
            readonly id: string;
            /**
             * @description Its state by now.
             * @enum {string}
             */
            readonly state: "open" | "merged" | "closed";
            /**
             * Format: date-time
             * @description When it was created. Default: when its session was. RFC 3339 with an offset, from 1970 on, kept to the millisecond, at most 24 h ahead.
             */
            readonly created_at?: string | null;
            /**
             * @description Whether the session took it over from somebody else.
             * @default false
             */
            readonly taken_over: boolean | null;
        };
        readonly Event: components["schemas"]["SessionEvent"] | components["schemas"]["SearchEvent"] | components["schemas"]["AppUsageInterval"] | components["schemas"]["AppUsageDayReport"];
        /**
         * ClientBody
         * @description A client: a customer whose app usage is measured. Texts hold at most 256 characters (code points) and no lone surrogates.
         */
        readonly ClientBody: {
            /**
             * Format: unicode
             * @description What the client calls itself.
             */
            readonly name: string;
            /**
             * Format: iana-zone
             * @description The IANA zone whose local dates its usage falls on, such as Europe/Berlin. No offsets.
             */
            readonly timezone: string;
        };
        /**
         * DepartmentBody
         * @description A department of a client.
         */
        readonly DepartmentBody: {
            /**
             * Format: unicode
             * @description What it is called.
             */
            readonly name: string;
        };
        /**
         * AppBody
         * @description An app that a client's users use. null for an optional field is the same as leaving it out.
         */
        readonly AppBody: {
            /**
             * Format: unicode
             * @description What the app is called.
             */
            readonly canonical_name: string;
            /**
             * Format: unicode
             * @description What kind of app it is.
             */
            readonly type?: string | null;
            /**
             * Format: unicode
             * @description Address of its logo.
             */
            readonly logo?: string | null;
            /**
             * Format: unicode
             * @description The colour to draw it in.
             */
            readonly display_colour?: string | null;
            /**
             * @description Whether the client approves of it.
             * @default false
             */
            readonly is_approved: boolean | null;
            /**
             * @description Whether the client marked it.
             * @default false
             */
            readonly is_favorite: boolean | null;
        };
        /**
         * UserBody
         * @description A user of a client's apps. null for an optional field is the same as leaving it out.
         */
        readonly UserBody: {
            /**
             * Format: unicode
             * @description The name to show.
             */
            readonly username: string;
            /**
             * Format: unicode
             * @description The client's own key for the user, such as an e-mail address.
             */
            readonly user_key: string;
            /**
             * @description The departments the user belongs to; they need not be registered. UUIDs in either case, kept in lower case.
             * @default []
             */
            readonly department_ids: readonly string[] | null;
        };
        /**
         * ClientEntry
         * @description A client: a customer whose app usage is measured. Texts hold at most 256 characters (code points) and no lone surrogates.
         */
        readonly ClientEntry: {
            /** @constant */
            readonly kind: "client";
            /** Format: uuid */
            readonly client_id: string;
            /**
             * Format: unicode
             * @description What the client calls itself.
             */
            readonly name: string;
            /**
             * Format: iana-zone
             * @description The IANA zone whose local dates its usage falls on, such as Europe/Berlin. No offsets.
             */
            readonly timezone: string;
        };
        /**
         * DepartmentEntry
         * @description A department of a client.
         */
        readonly DepartmentEntry: {
            /** @constant */
            readonly kind: "department";
            /** Format: uuid */
            readonly client_id: string;
            /** Format: uuid */
            readonly department_id: string;
            /**
             * Format: unicode
             * @description What it is called.
             */
            readonly name: string;
        };
        /**
         * AppEntry
         * @description An app that a client's users use. null for an optional field is the same as leaving it out.
         */
        readonly AppEntry: {
            /** @constant */
            readonly kind: "app";
            /** Format: uuid */
            readonly client_id: string;
            /** Format: uuid */
            readonly app_id: string;
            /**
             * Format: unicode
             * @description What the app is called.
             */
            readonly canonical_name: string;
            /**
             * Format: unicode
             * @description What kind of app it is.
             */
            readonly type?: string | null;
            /**
             * Format: unicode
             * @description Address of its logo.
             */
            readonly logo?: string | null;
            /**
             * Format: unicode
             * @description The colour to draw it in.
             */
            readonly display_colour?: string | null;
            /**
             * @description Whether the client approves of it.
             * @default false
             */
            readonly is_approved: boolean | null;
            /**
             * @description Whether the client marked it.
             * @default false
             */
            readonly is_favorite: boolean | null;
        };
        /**
         * UserEntry
         * @description A user of a client's apps. null for an optional field is the same as leaving it out.
         */
        readonly UserEntry: {
            /** @constant */
            readonly kind: "user";
            /** Format: uuid */
            readonly client_id: string;
            readonly user_id: string;
            /**
             * Format: unicode
             * @description The name to show.
             */
            readonly username: string;
            /**
             * Format: unicode
             * @description The client's own key for the user, such as an e-mail address.
             */
            readonly user_key: string;
            /**
             * @description The departments the user belongs to; they need not be registered. UUIDs in either case, kept in lower case.
             * @default []
             */
            readonly department_ids: readonly string[] | null;
        };
        readonly DirectoryEntry: components["schemas"]["ClientEntry"] | components["schemas"]["DepartmentEntry"] | components["schemas"]["AppEntry"] | components["schemas"]["UserEntry"];
        /** @description What became of a body's events or entries. */
        readonly IngestResponse: {
            /** @description All that were not refused, duplicates too. */
            readonly accepted: number;
            readonly rejected_count: number;
            /** @description The first 1,000. */
            readonly rejected: readonly components["schemas"]["Rejection"][];
        };
        /** @description A refused event or entry. No value that was sent is repeated but the id. */
        readonly Rejection: {
            /** @description Its place in the body. */
            readonly index: number;
            /** @description null where it is unusable. */
            readonly id: string | null;
            /**
             * @description The first reason that applies.
             * @enum {string}
             */
            readonly code: "malformed_json" | "invalid_event" | "unknown_type" | "missing_field" | "unknown_field" | "invalid_field" | "future_event" | "empty_report" | "not_allowed" | "unknown_client";
            /** @description JSON pointer of the field, also of a missing one; empty for the whole event. */
            readonly path: string;
            readonly message: string;
        };
        /** @description A CloudEvent 1.0 in JSON. `data` holds the event; where it has no `type`, `id` or `created_at`, those come from the attributes around it. Other attributes are left alone. */
        readonly CloudEvent: {
            /** @constant */
            readonly specversion: "1.0";
            /** @description The event's id, where data has none. */
            readonly id: string;
            readonly source: string;
            /** @description Where data has no type, its last segment that is no version names it: com.example.session.v1 is a session. */
            readonly type: string;
            /**
             * Format: date-time
             * @description Where the data of a session or search has no created_at: when it was made.
             */
            readonly time?: string | null;
            /** @description JSON, where it is given. */
            readonly datacontenttype?: string | null;
            /** @description The fields of an Event. */
            readonly data: {
                readonly [key: string]: unknown;
            };
        } & {
            readonly [key: string]: unknown;
        };
        /** @description What an erasure removed. */
        readonly ErasureReport: {
            /**
             * Format: date-time
             * @description Events of the user that began up to here are refused from now on; what began later is taken.
             */
            readonly erased_through: string;
            /** @description By table, how many rows were removed; of an aggregate that names nobody, how many changed. `refused_commits` counts rows of commits that the store refuses. */
            readonly removed: {
                readonly [key: string]: number;
            };
        };
        /** @description A refused event, as it was sent. */
        readonly QuarantineEntry: {
            /** Format: uuid */
            readonly quarantine_id: string;
            /** Format: date-time */
            readonly received_at: string;
            /** @description Of the token that sent it. */
            readonly subject: string;
            readonly request_id: string;
            /**
             * @description The newest reason.
             * @enum {string}
             */
            readonly code: "malformed_json" | "invalid_event" | "unknown_type" | "missing_field" | "unknown_field" | "invalid_field" | "future_event" | "empty_report" | "not_allowed" | "unknown_client";
            readonly path: string;
            readonly message: string;
            /** @description As sent; base64 where it is not UTF-8. */
            readonly payload: string;
            /** @enum {string} */
            readonly payload_encoding: "text" | "base64";
            /**
             * Format: date-time
             * @description The latest attempt.
             */
            readonly replayed_at: string | null;
            /**
             * Format: date-time
             * @description When it was accepted after all.
             */
            readonly taken_at: string | null;
        };
        /** @description Refused events, the oldest first. */
        readonly QuarantinePage: {
            readonly entries: readonly components["schemas"]["QuarantineEntry"][];
            /** @description null on the last page. */
            readonly next_cursor: string | null;
        };
        /** @description What became of a page of refused events. */
        readonly ReplayOutcome: {
            /** @description Accepted and counted; not offered again. */
            readonly taken: number;
            /** @description Refused again; they stay, with the new reason. */
            readonly refused: number;
            /** @description For the next page; null after the last. */
            readonly next_cursor: string | null;
        };
        /** @description A stored client. */
        readonly Client: {
            /** Format: uuid */
            readonly client_id: string;
            readonly name: string;
            /** @description The IANA zone that holds from now on. */
            readonly timezone: string | null;
            /**
             * Format: date-time
             * @description When it was last written.
             */
            readonly updated_at: string;
        };
        /** @description A stored department. */
        readonly Department: {
            /** Format: uuid */
            readonly client_id: string;
            /** Format: uuid */
            readonly department_id: string;
            readonly name: string;
            /**
             * Format: date-time
             * @description When it was last written.
             */
            readonly updated_at: string;
        };
        /** @description A stored app. */
        readonly App: {
            /** Format: uuid */
            readonly client_id: string;
            /** Format: uuid */
            readonly app_id: string;
            readonly canonical_name: string;
            readonly type: string | null;
            readonly logo: string | null;
            readonly display_colour: string | null;
            readonly is_approved: boolean;
            readonly is_favorite: boolean;
            /**
             * Format: date-time
             * @description When it was last written.
             */
            readonly updated_at: string;
        };
        /** @description A stored user. */
        readonly User: {
            /** Format: uuid */
            readonly client_id: string;
            readonly user_id: string;
            readonly username: string;
            readonly user_key: string;
            readonly department_ids: readonly string[];
            /**
             * Format: date-time
             * @description When it was last written.
             */
            readonly updated_at: string;
        };
        /** @description The registered clients that the token may see, by name. */
        readonly ClientList: {
            readonly data: readonly components["schemas"]["Client"][];
        };
        /** @description The departments of a client, by name. */
        readonly DepartmentList: {
            readonly data: readonly components["schemas"]["Department"][];
        };
        /**
         * ActiveUserMetricsListResponse
         * @description Validated list of active user metrics with ascending order and no overlapping periods.
         */
        readonly ActiveUserMetricsListResponse: readonly components["schemas"]["ActiveUserMetricsResponse"][];
        /**
         * ActiveUserMetricsResponse
         * @description Single entry for active users over time.
         */
        readonly ActiveUserMetricsResponse: {
            /** Active Users */
            readonly active_users: number;
            /** End Time */
            readonly end_time: number;
            /** Start Time */
            readonly start_time: number;
        };
        /**
         * UsageMetrics
         * @description Sessions, searches and pull requests of a range. Pull requests that sessions took over are left out.
         */
        readonly UsageMetrics: {
            /** Sessions Count */
            readonly sessions_count: number;
            /** Searches Count */
            readonly searches_count: number;
            /** Prs Created Count */
            readonly prs_created_count: number;
            /** Prs Merged Count */
            readonly prs_merged_count: number;
        };
        /**
         * SearchMetricsResponse
         * @description Searches of a range.
         */
        readonly SearchMetricsResponse: {
            /** Searches Created Count */
            readonly searches_created_count: number;
        };
        /**
         * PrMetricsResponse
         * @description Pull requests of a range by their state now: created = opened + merged + closed. Those that sessions took over are counted apart.
         */
        readonly PrMetricsResponse: {
            /** Prs Created Count */
            readonly prs_created_count: number;
            /** Prs Opened Count */
            readonly prs_opened_count: number;
            /** Prs Merged Count */
            readonly prs_merged_count: number;
            /** Prs Closed Count */
            readonly prs_closed_count: number;
            /** Prs Taken Over Count */
            readonly prs_taken_over_count?: number;
            /** Prs Taken Over Opened Count */
            readonly prs_taken_over_opened_count?: number;
            /** Prs Taken Over Merged Count */
            readonly prs_taken_over_merged_count?: number;
            /** Prs Taken Over Closed Count */
            readonly prs_taken_over_closed_count?: number;
        };
        /**
         * SessionMetricsResponse
         * @description Sessions of a range.
         */
        readonly SessionMetricsResponse: {
            /** Sessions Created Count */
            readonly sessions_created_count: number;
            /**
             * Avg Acus Per Session
             * @description Over the sessions that carry ACUs, to 2 decimals; 0 without any.
             */
            readonly avg_acus_per_session: number;
            /** Sessions Created With Playbook Count */
            readonly sessions_created_with_playbook_count: number;
            /** Sessions Created With Search Count */
            readonly sessions_created_with_search_count: number;
            /** Sessions With Merged Prs Count */
            readonly sessions_with_merged_prs_count: number;
            readonly sessions_created_by_size: components["schemas"]["SessionCountsBySize"];
            readonly sessions_with_merged_prs_by_size: components["schemas"]["SessionCountsBySize"];
            readonly sessions_created_by_origin: components["schemas"]["SessionCountsByOrigin"];
        };
        /**
         * SessionCountsBySize
         * @description Sessions by size; those without one are in no bucket.
         */
        readonly SessionCountsBySize: {
            /**
             * Xs
             * @default 0
             */
            readonly xs: number;
            /**
             * S
             * @default 0
             */
            readonly s: number;
            /**
             * M
             * @default 0
             */
            readonly m: number;
            /**
             * L
             * @default 0
             */
            readonly l: number;
            /**
             * Xl
             * @default 0
             */
            readonly xl: number;
        };
        /**
         * SessionCountsByOrigin
         * @description Sessions by origin; those of other origins are in no bucket.
         */
        readonly SessionCountsByOrigin: {
            /**
             * Webapp
             * @default 0
             */
            readonly webapp: number;
            /**
             * Slack
             * @default 0
             */
            readonly slack: number;
            /**
             * Teams
             * @default 0
             */
            readonly teams: number;
            /**
             * Api
             * @default 0
             */
            readonly api: number;
            /**
             * Linear
             * @default 0
             */
            readonly linear: number;
            /**
             * Jira
             * @default 0
             */
            readonly jira: number;
            /**
             * Automation
             * @default 0
             */
            readonly automation: number;
            /**
             * Desktop
             * @default 0
             */
            readonly desktop: number;
        };
        /**
         * SessionsByCategory
         * @description Session counts and ACUs by category and subcategory, most sessions first, then by name.
         */
        readonly SessionsByCategory: {
            /** Categories */
            readonly categories: readonly components["schemas"]["SessionCategory"][];
        };
        /**
         * SessionCategory
         * @description One category; `uncategorized` holds the sessions without one.
         */
        readonly SessionCategory: {
            /** Category */
            readonly category: string;
            /** Sessions Count */
            readonly sessions_count: number;
            /** Acus */
            readonly acus: number;
            /** Subcategories */
            readonly subcategories: readonly components["schemas"]["SessionSubcategory"][];
        };
        /**
         * SessionSubcategory
         * @description One subcategory; its name is that of its newest session. Without one: id null, `display_name` "Other".
         */
        readonly SessionSubcategory: {
            /** Subcategory Id */
            readonly subcategory_id: string | null;
            /** Display Name */
            readonly display_name: string;
            /** Sessions Count */
            readonly sessions_count: number;
            /** Acus */
            readonly acus: number;
        };
        /** HTTPValidationError */
        readonly HTTPValidationError: {
            /** Detail */
            readonly detail?: readonly components["schemas"]["ValidationError"][];
        };
        /** ValidationError */
        readonly ValidationError: {
            /** Location */
            readonly loc: readonly (string | number)[];
            /** Message */
            readonly msg: string;
            /** Error Type */
            readonly type: string;
        };
        /** @description An error without a parameter to blame. */
        readonly DetailError: {
            readonly detail: string;
        };
        /**
         * StickinessResponse
         * @description Daily active users as a part of those of the last 7 and 30 days, one entry for each local day.
         */
        readonly StickinessResponse: {
            /** Data Through */
            readonly data_through: number;
            /** Timezone */
            readonly timezone: string;
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
            /** Data */
            readonly data: readonly components["schemas"]["StickinessDay"][];
            readonly compare: components["schemas"]["StickinessComparison"] | null;
        };
        /**
         * StickinessComparison
         * @description The same for the prior period.
         */
        readonly StickinessComparison: {
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
            /** Data */
            readonly data: readonly components["schemas"]["StickinessDay"][];
        };
        /**
         * StickinessDay
         * @description One local day; `wau` and `mau` are the users of the 7 and of the 30 days that end with it.
         */
        readonly StickinessDay: {
            /** Start Time */
            readonly start_time: number;
            /** End Time */
            readonly end_time: number;
            /** Provisional */
            readonly provisional: boolean;
            /** Dau */
            readonly dau: number;
            /** Wau */
            readonly wau: number;
            /** Mau */
            readonly mau: number;
            /** Dau Wau */
            readonly dau_wau: number | null;
            /** Dau Mau */
            readonly dau_mau: number | null;
        };
        /**
         * RollingResponse
         * @description Users active within the last 7, 28 and 30 days, one entry for each local day.
         */
        readonly RollingResponse: {
            /** Data Through */
            readonly data_through: number;
            /** Timezone */
            readonly timezone: string;
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
            /** Data */
            readonly data: readonly components["schemas"]["RollingDay"][];
            readonly compare: components["schemas"]["RollingComparison"] | null;
        };
        /**
         * RollingComparison
         * @description The same for the prior period.
         */
        readonly RollingComparison: {
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
            /** Data */
            readonly data: readonly components["schemas"]["RollingDay"][];
        };
        /**
         * RollingDay
         * @description One local day and the users of the windows that end with it.
         */
        readonly RollingDay: {
            /** Start Time */
            readonly start_time: number;
            /** End Time */
            readonly end_time: number;
            /** Provisional */
            readonly provisional: boolean;
            /** Active Users 7D */
            readonly active_users_7d: number;
            /** Active Users 28D */
            readonly active_users_28d: number;
            /** Active Users 30D */
            readonly active_users_30d: number;
        };
        /**
         * LifecycleResponse
         * @description New, returning, resurrected and dormant users, one entry for each bucket.
         */
        readonly LifecycleResponse: {
            /** Data Through */
            readonly data_through: number;
            /** Timezone */
            readonly timezone: string;
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
            /** Data */
            readonly data: readonly components["schemas"]["LifecycleBucket"][];
            readonly compare: components["schemas"]["LifecycleComparison"] | null;
        };
        /**
         * LifecycleComparison
         * @description The same for the prior period.
         */
        readonly LifecycleComparison: {
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
            /** Data */
            readonly data: readonly components["schemas"]["LifecycleBucket"][];
        };
        /**
         * LifecycleBucket
         * @description One bucket; active = new + returning + resurrected.
         */
        readonly LifecycleBucket: {
            /** Start Time */
            readonly start_time: number;
            /** End Time */
            readonly end_time: number;
            /** Provisional */
            readonly provisional: boolean;
            /** Active Users */
            readonly active_users: number;
            /** New Users */
            readonly new_users: number;
            /** Returning Users */
            readonly returning_users: number;
            /** Resurrected Users */
            readonly resurrected_users: number;
            /** Dormant Users */
            readonly dormant_users: number;
        };
        /**
         * RetentionResponse
         * @description The retention triangle, one entry for each bucket.
         */
        readonly RetentionResponse: {
            /** Data Through */
            readonly data_through: number;
            /** Timezone */
            readonly timezone: string;
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
            /** Data */
            readonly data: readonly components["schemas"]["RetentionCohort"][];
            readonly compare: components["schemas"]["RetentionComparison"] | null;
        };
        /**
         * RetentionComparison
         * @description The same for the prior period.
         */
        readonly RetentionComparison: {
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
            /** Data */
            readonly data: readonly components["schemas"]["RetentionCohort"][];
        };
        /**
         * RetentionCohort
         * @description The users whose first activity falls in one bucket, and what became of them.
         */
        readonly RetentionCohort: {
            /** Start Time */
            readonly start_time: number;
            /** End Time */
            readonly end_time: number;
            /** Provisional */
            readonly provisional: boolean;
            /** Cohort Size */
            readonly cohort_size: number;
            /** Periods */
            readonly periods: readonly components["schemas"]["RetentionPeriod"][];
        };
        /**
         * RetentionPeriod
         * @description How many of a cohort were active so many buckets later.
         */
        readonly RetentionPeriod: {
            /** Period */
            readonly period: number;
            /** Users */
            readonly users: number;
            /** Rate */
            readonly rate: number | null;
            /** Provisional */
            readonly provisional: boolean;
        };
        /**
         * BreakdownResponse
         * @description Active users in all and by organization or origin, most first.
         */
        readonly BreakdownResponse: {
            /** Data Through */
            readonly data_through: number;
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
            /** Provisional */
            readonly provisional: boolean;
            /**
             * By
             * @enum {string}
             */
            readonly by: "organization" | "origin";
            /** Active Users */
            readonly active_users: number;
            /** Data */
            readonly data: readonly (components["schemas"]["BreakdownOrganization"] | components["schemas"]["BreakdownOrigin"])[];
            readonly compare: components["schemas"]["BreakdownComparison"] | null;
        };
        /**
         * BreakdownOrganization
         * @description One organization; the prior period's users are null if there is none.
         */
        readonly BreakdownOrganization: {
            /** Org Id */
            readonly org_id: string;
            /** Active Users */
            readonly active_users: number;
            /** Compare Active Users */
            readonly compare_active_users: number | null;
        };
        /**
         * BreakdownOrigin
         * @description One origin, null for sessions without; the prior period's users are null if there is none.
         */
        readonly BreakdownOrigin: {
            /** Origin */
            readonly origin: string | null;
            /** Active Users */
            readonly active_users: number;
            /** Compare Active Users */
            readonly compare_active_users: number | null;
        };
        /**
         * BreakdownComparison
         * @description The prior period in all.
         */
        readonly BreakdownComparison: {
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
            /** Active Users */
            readonly active_users: number;
        };
        /**
         * ActiveUsersPage
         * @description One page of the people behind a count of active users.
         */
        readonly ActiveUsersPage: {
            /** Data Through */
            readonly data_through: number;
            /** Timezone */
            readonly timezone: string;
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
            /** Provisional */
            readonly provisional: boolean;
            /** Data */
            readonly data: readonly components["schemas"]["ActiveUser"][];
            /** Total Count */
            readonly total_count: number;
            /** Next Cursor */
            readonly next_cursor: string | null;
            readonly compare: components["schemas"]["ActiveUsersComparison"] | null;
        };
        /**
         * ActiveUser
         * @description What one user did in the range and, if there is one, in the prior period.
         */
        readonly ActiveUser: {
            /** User Id */
            readonly user_id: string;
            /** Sessions */
            readonly sessions: number;
            /** Searches */
            readonly searches: number;
            /** Days Active */
            readonly days_active: number;
            /** Last Activity */
            readonly last_activity: number;
            /** Compare Sessions */
            readonly compare_sessions: number | null;
            /** Compare Searches */
            readonly compare_searches: number | null;
            /** Compare Days Active */
            readonly compare_days_active: number | null;
            /** Compare Last Activity */
            readonly compare_last_activity: number | null;
        };
        /**
         * ActiveUsersComparison
         * @description The bounds of the prior period.
         */
        readonly ActiveUsersComparison: {
            /** Time After */
            readonly time_after: number;
            /** Time Before */
            readonly time_before: number;
        };
        /** @description One element for every UTC day with an active user, newest first. */
        readonly ActiveUsersResponse: {
            readonly month: readonly components["schemas"]["ActiveUsersOfDay"][];
            /**
             * @description Always true, the last key.
             * @constant
             */
            readonly success: true;
        };
        /** @description Who was active on a UTC day. */
        readonly ActiveUsersOfDay: {
            /** @description User ids, each once, by code point. */
            readonly usersList: readonly string[];
            /** @description How many there are. */
            readonly users: number;
            /** @description Day of the month. */
            readonly day: number;
            /** @description 1 to 12. */
            readonly month: number;
            readonly year: number;
        };
        /** @description New users by day, and how their number changed. */
        readonly NewUsersResponse: {
            /** @description Newest first; only days with a new user. */
            readonly days: readonly components["schemas"]["NewUsersOfDay"][];
            readonly period: components["schemas"]["CountWithVariation"];
            readonly yesterday: components["schemas"]["CountWithVariation"];
            /**
             * @description Always true, the last key.
             * @constant
             */
            readonly success: true;
        };
        /** @description How many users were new on a UTC day. */
        readonly NewUsersOfDay: {
            /**
             * Format: date-time
             * @description Midnight of the day.
             */
            readonly day: string;
            readonly users: number;
        };
        /** @description A count, and its absolute difference to an earlier one. */
        readonly CountWithVariation: {
            readonly count: number;
            readonly variation: number;
        };
        /** @description One element for every UTC hour of a day with a user present, newest first. */
        readonly UsersByTimeOfDayResponse: {
            readonly week: readonly components["schemas"]["UsersOfHour"][];
            /**
             * @description Always true, the last key.
             * @constant
             */
            readonly success: true;
        };
        /** @description How many users were present in an hour of a day. */
        readonly UsersOfHour: {
            readonly users: number;
            /** @description The UTC hour. */
            readonly hour: number;
            /** @description Day of the month. */
            readonly day: number;
            /** @description 1 to 12. */
            readonly month: number;
            readonly year: number;
        };
        /** @description Twelve buckets of two hours, 22 first, zeros included; none where nobody was present. */
        readonly BusierHoursResponse: {
            readonly hours: readonly components["schemas"]["UsersOfTwoHours"][];
            /**
             * @description Always true, the last key.
             * @constant
             */
            readonly success: true;
        };
        /** @description How many users were present in two hours of the day. */
        readonly UsersOfTwoHours: {
            readonly users: number;
            /** @description The first UTC hour of the two. */
            readonly hour: number;
        };
        /** @description One element for every UTC day with an active user, newest first. */
        readonly BusierDaysResponse: {
            readonly month: readonly components["schemas"]["UsersOfDay"][];
            /**
             * @description Always true, the last key.
             * @constant
             */
            readonly success: true;
        };
        /** @description How many users were active on a UTC day. */
        readonly UsersOfDay: {
            readonly users: number;
            /** @description Day of the month. */
            readonly day: number;
            /** @description 1 to 12. */
            readonly month: number;
            readonly year: number;
        };
        /** @description A refusal. */
        readonly EngagementError: {
            /** @constant */
            readonly success: false;
            readonly error: string;
        };
        /** @description No valid token, in the old and in the new shape at once. */
        readonly EngagementUnauthorized: {
            /** @constant */
            readonly success: false;
            readonly error: string;
            /** @constant */
            readonly status: "error";
            readonly message: string;
        };
        /** @description The request's dates. */
        readonly Period: {
            /**
             * Format: date
             * @description Start of the primary period (YYYY-MM-DD)
             */
            readonly start_date: string;
            /**
             * Format: date
             * @description End of the primary period (YYYY-MM-DD)
             */
            readonly end_date: string;
            /**
             * Format: date
             * @description Start of comparison period. null if no comparison requested.
             */
            readonly compare_start_date: string | null;
            /**
             * Format: date
             * @description End of comparison period. null if no comparison requested.
             */
            readonly compare_end_date: string | null;
        };
        /** @description A figure, and how it changed since the comparison period. */
        readonly MetricWithDelta: {
            readonly value: number;
            /** @description The change in percent, one decimal; null where the comparison is absent, null or 0. */
            readonly change_pct: number | null;
            /** @description The same figure of the comparison period. null when no comparison period is requested, and for an average of nothing. */
            readonly compare_value: number | null;
        };
        /** @description An app. One that nobody has described has its id for a name. */
        readonly AppRef: {
            /** Format: uuid */
            readonly id: string;
            readonly canonical_name: string;
            readonly logo: string | null;
            readonly display_colour: string | null;
            readonly type: string | null;
            readonly is_approved: boolean;
            readonly is_favorite: boolean;
        };
        /** @description Lightweight user reference with identity and last-activity fields */
        readonly UserRef: {
            readonly id: string;
            readonly username: string;
            readonly user_key: string;
            readonly last_activity: components["schemas"]["LastActivity"];
        };
        /** @description The latest activity over all apps of the client and all time. */
        readonly LastActivity: {
            /**
             * Format: date-time
             * @description The later of the two.
             */
            readonly at: string | null;
            /** Format: date-time */
            readonly desktop_at: string | null;
            /** Format: date-time */
            readonly web_at: string | null;
        };
        /** @description A page of the apps of a client. */
        readonly AppUtilizationListResponse: {
            readonly period: components["schemas"]["Period"];
            readonly data: readonly components["schemas"]["AppUtilization"][];
            /** @description How many rows match the current filters. */
            readonly total_count: number;
            /** @description Cursor for the next page. null when on the last page. */
            readonly next_cursor: string | null;
        };
        /** @description What everybody's usage of one app adds up to. */
        readonly AppUtilization: {
            readonly app: components["schemas"]["AppRef"];
            readonly unique_users: components["schemas"]["MetricWithDelta"];
            readonly active_time_ms: components["schemas"]["MetricWithDelta"];
            /** @description Over the days on which anybody used the app. */
            readonly avg_time_ms_per_day: components["schemas"]["MetricWithDelta"];
            readonly session_count: components["schemas"]["MetricWithDelta"];
            /** @description Number of distinct days in the primary period with a used day. */
            readonly days_active: number;
        };
        /** @description One app in a period. */
        readonly AppUtilizationDetailResponse: {
            readonly period: components["schemas"]["Period"];
            readonly app: components["schemas"]["AppRef"];
            readonly unique_users: components["schemas"]["MetricWithDelta"];
            readonly active_time_ms: components["schemas"]["MetricWithDelta"];
            /** @description Over the days on which anybody used the app. */
            readonly avg_time_ms_per_day: components["schemas"]["MetricWithDelta"];
            readonly session_count: components["schemas"]["MetricWithDelta"];
            /** @description Number of distinct days in the primary period with a used day. */
            readonly days_active: number;
        };
        /** @description One metric of one app over a period: a point for every date, week, month or quarter, zeros included. */
        readonly AppActivityResponse: {
            /** @enum {string} */
            readonly metric: "active-time" | "session-count" | "user-count";
            /** @description The metric's name to show. */
            readonly label: string;
            readonly period: components["schemas"]["Period"];
            readonly data: readonly components["schemas"]["AppActivityPoint"][];
        };
        /** @description The first date of the bucket that lies in the period, and its value: milliseconds for active-time. */
        readonly AppActivityPoint: {
            /** Format: date */
            readonly date: string;
            readonly value: number;
        };
        /** @description A page of the users of one app. */
        readonly AppUserUtilizationListResponse: {
            readonly period: components["schemas"]["Period"];
            readonly data: readonly components["schemas"]["AppUserUtilization"][];
            /** @description How many rows match the current filters. */
            readonly total_count: number;
            /** @description Cursor for the next page. null when on the last page. */
            readonly next_cursor: string | null;
        };
        /** @description One user's usage of one app. */
        readonly AppUserUtilization: {
            readonly user: components["schemas"]["UserRef"];
            /** @description Average active time in milliseconds per day for this user within this app and period */
            readonly avg_time_ms_per_day: components["schemas"]["MetricWithDelta"];
            /** @description Number of distinct days in the primary period where this user used the app */
            readonly days_active: number;
        };
        /** @description A page of the apps of one user. */
        readonly UserAppUtilizationListResponse: {
            readonly period: components["schemas"]["Period"];
            readonly data: readonly components["schemas"]["UserAppUtilization"][];
            /** @description How many rows match the current filters. */
            readonly total_count: number;
            /** @description Cursor for the next page. null when on the last page. */
            readonly next_cursor: string | null;
        };
        /** @description One user's usage of one app. */
        readonly UserAppUtilization: {
            readonly app: components["schemas"]["AppRef"];
            readonly avg_time_ms_per_day: components["schemas"]["MetricWithDelta"];
            /** @description Number of distinct days in the primary period with a used day. */
            readonly days_active: number;
            readonly active_time_ms: components["schemas"]["MetricWithDelta"];
            readonly session_count: components["schemas"]["MetricWithDelta"];
        };
        /** @description A refusal. */
        readonly AppUtilizationError: {
            readonly error: {
                /** @enum {string} */
                readonly code: "invalid_parameter" | "invalid_cursor" | "unauthenticated" | "forbidden" | "not_found" | "method_not_allowed" | "rate_limited" | "internal_error" | "unavailable";
                /** @description Describes the first offending parameter. */
                readonly message: string;
                /** @description Every offending parameter with the value sent: null if missing, all of them if given twice. */
                readonly details: {
                    readonly [key: string]: string | readonly string[] | null;
                };
            };
        };
        /** @description An RFC 9457 problem: what is wrong with the request as a whole. */
        readonly ProblemDetails: {
            /** Format: uri-reference */
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail: string;
            /** @description Every problem of a directory resource's body. */
            readonly errors?: readonly components["schemas"]["FieldProblem"][];
        };
        /** @description What is wrong with one field. */
        readonly FieldProblem: {
            /** @enum {string} */
            readonly code: "malformed_json" | "invalid_event" | "unknown_type" | "missing_field" | "unknown_field" | "invalid_field" | "future_event" | "empty_report" | "not_allowed" | "unknown_client";
            /** @description JSON pointer of the field, also of a missing one. */
            readonly path: string;
            readonly message: string;
        };
        /** @description The process answers. */
        readonly Health: {
            /** @constant */
            readonly status: "ok";
        };
        /** @description Whether the service can do its work now. */
        readonly Readiness: {
            /** @enum {string} */
            readonly status: "ready" | "starting" | "stopping" | "failing";
            readonly checks: {
                readonly engine: components["schemas"]["ReadinessCheck"];
                readonly migrations: components["schemas"]["ReadinessCheck"];
                readonly write_path?: components["schemas"]["ReadinessCheck"];
            };
        };
        /** @enum {string} */
        readonly ReadinessCheck: "ok" | "failing" | "pending";
        /** @description An OpenAPI 3.1 document. */
        readonly OpenApiDocument: {
            readonly openapi: string;
            readonly info: {
                readonly [key: string]: unknown;
            };
            readonly paths: {
                readonly [key: string]: unknown;
            };
            readonly components: {
                readonly [key: string]: unknown;
            };
        } & {
            readonly [key: string]: unknown;
        };
        /** @description A finished backup. */
        readonly Backup: {
            /** @description Its directory below DATA_DIR/backups. */
            readonly name: string;
            /**
             * Format: date-time
             * @description The moment that it holds.
             */
            readonly made_at: string;
            readonly tables: number;
            readonly rows: number;
            readonly bytes: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
