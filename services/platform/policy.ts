/** The platform's numbers, with their units in their names. */

/** Long lists of user ids travel in the query string. */
export const MAX_HEADER_BYTES = 64 * 1024;
export const HEADERS_TIMEOUT_MS = 20_000;
/** A whole request has to arrive in this time: 32 MiB at some 2 Mbit/s. */
export const REQUEST_TIMEOUT_MS = 120_000;
/** Longer than the idle time of the usual load balancers (60 s), so that it is they who close. */
export const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/** Requests with a token that are worked on at once; beyond that they are refused, before everybody waits for ever. */
export const MAX_RUNNING_REQUESTS = 512;
/** One tenant may have this part of them. */
export const MAX_RUNNING_TENANT_SHARE = 0.75;
/** An answer of which the caller takes nothing for so long is given up, and its connection with it. */
export const UNREAD_ANSWER_TIMEOUT_MS = 60_000;
/** Connections take this part of the files that the process may open; the rest is the engine's and the journal's. */
export const CONNECTIONS_SHARE_OF_FILES = 0.75;
export const MAX_CONNECTIONS = 16_384;
/** Whole answers that are kept until something is written. */
export const KEPT_ANSWER_BYTES = 96 * 1024 * 1024;
/** How often connections are looked at that send too slowly. */
export const SLOW_REQUEST_CHECK_MS = 5_000;

export const RETRY_AFTER_SECONDS = 1;
export const RETRY_AFTER_WHILE_STARTING_SECONDS = 5;

/** Running requests get this long to finish after a stop was asked for; then their connections are cut. */
export const DRAIN_TIMEOUT_MS = 20_000;
/** After this long the process ends whatever is still open. */
export const STOP_DEADLINE_MS = 30_000;
/** One Ctrl-C reaches the process more than once: from the terminal and from each parent that passes it on. */
export const SAME_SIGNAL_WINDOW_MS = 1_000;
/** How long a readiness check waits for the engine. */
export const PING_TIMEOUT_MS = 5_000;

export const CLOCK_TOLERANCE_SECONDS = 30;
/** For a key that it does not hold, a key set is fetched again no sooner than this. */
export const KEY_SET_COOLDOWN_MS = 30_000;
export const KEY_SET_TIMEOUT_MS = 5_000;
/** A key set of this age is fetched again while it is used. */
export const KEY_SET_FRESH_MS = 600_000;
/** And one of this age is not used any more. */
export const KEY_SET_USABLE_MS = 3_600_000;
/** After a failed fetch the next waits this long. */
export const KEY_SET_RETRY_MS = 2_000;
export const MIN_SECRET_BYTES = 32;
