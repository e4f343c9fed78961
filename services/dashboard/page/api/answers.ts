import type { components } from '../../../../schemas/generated/api';

/** Answers by their names in the OpenAPI document. */
type Schemas = components['schemas'];

export type Stickiness = Schemas['StickinessResponse'];
export type StickinessDay = Schemas['StickinessDay'];
export type Breakdown = Schemas['BreakdownResponse'];
export type Retention = Schemas['RetentionResponse'];
export type RetentionCohort = Schemas['RetentionCohort'];
export type Lifecycle = Schemas['LifecycleResponse'];

export type NewUsers = Schemas['NewUsersResponse'];
export type UsersByHour = Schemas['UsersByTimeOfDayResponse'];
export type BusierHours = Schemas['BusierHoursResponse'];
export type BusierDays = Schemas['BusierDaysResponse'];

export type Clients = Schemas['ClientList'];
export type Departments = Schemas['DepartmentList'];
export type StoredUser = Schemas['User'];
export type Delta = Schemas['MetricWithDelta'];
export type Apps = Schemas['AppUtilizationListResponse'];
export type App = Schemas['AppUtilization'];
export type AppDetail = Schemas['AppUtilizationDetailResponse'];
export type AppActivity = Schemas['AppActivityResponse'];
export type AppUsers = Schemas['AppUserUtilizationListResponse'];
export type UserApps = Schemas['UserAppUtilizationListResponse'];
