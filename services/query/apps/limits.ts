/** The app family's numbers (contract 8, seed 004). */
export const MAX_RANGE_DAYS = 366;
export const MAX_DEPARTMENT_IDS = 100;
export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;
