/** One entry of the active user answers. Times are Unix seconds of any length; the count is digits as the store gives them. */
export interface ActiveUsers {
  readonly startTime: bigint;
  readonly endTime: bigint;
  readonly activeUsers: string;
}

/** `{"start_time", "end_time", "active_users"}` with integers of any length, which JSON.stringify cannot print. */
export function activeUsersJson({ startTime, endTime, activeUsers }: ActiveUsers): string {
  return `{"start_time":${startTime.toString()},"end_time":${endTime.toString()},"active_users":${activeUsers}}`;
}
