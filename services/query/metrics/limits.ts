import { DATE_SPAN } from '../dates/storable-days';

/** The longest range, so that one answer has a bounded number of entries. */
export const MAX_RANGE_DAYS = 3_700n;
/** Retention has a cell for every two buckets. */
export const MAX_RETENTION_BUCKETS = 120;
export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;
/** Events are stored from 1970-01-01 to 2149-06-06; nothing else can be asked for. */
export const FIRST_SECOND = 0;
export const END_SECOND = (DATE_SPAN.lastDay + 1) * 86_400;
