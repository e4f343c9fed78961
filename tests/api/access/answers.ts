import type { Permission } from '../../../services/platform/principal';

/**
 * What a permission asks for beside itself: nothing; the organization asked about in `orgs`; the client of the path in `clients`;
 * the same, where the token names clients at all (contract 3).
 */
export type Condition =
  'alone' | 'with its organization' | 'with its client' | 'unless other clients are named';

/** Who may call a route: anyone, or whoever holds one of these permissions. */
export type Access = 'anyone' | Readonly<Partial<Record<Permission, Condition>>>;

const ACCOUNT: Access = { ViewAccountMetrics: 'alone' };
const ORGANIZATION: Access = { ViewAccountMetrics: 'alone', ViewOrgMetrics: 'with its organization' };
const ENGAGEMENT: Access = { 'view-engagement-dashboard': 'alone' };
const APPS: Access = { 'view-app-utilization': 'with its client' };
const RESOURCE: Access = { 'manage-directory': 'unless other clients are named' };

/** The answer of every route: a new one needs a line here. */
export const ANSWERS: Readonly<Record<string, Access>> = {
  'GET /': 'anyone',
  'GET /docs': 'anyone',
  'GET /healthz': 'anyone',
  'GET /openapi.json': 'anyone',
  'GET /readyz': 'anyone',
  'GET /metrics': { operate: 'alone' },
  'POST /v1/operator/reconcile': { operate: 'alone' },
  'POST /v1/operator/backups': { operate: 'alone' },

  'POST /v1/events': { 'ingest-events': 'alone' },
  'POST /v1/directory': { 'manage-directory': 'alone' },
  'GET /v1/clients': { 'manage-directory': 'alone', 'view-app-utilization': 'alone' },
  'GET /v1/clients/:client_id/departments': { ...RESOURCE, ...APPS },
  'DELETE /v1/users/:user_id': { 'erase-users': 'alone' },
  'GET /v1/quarantine': { operate: 'alone' },
  'POST /v1/quarantine/replay': { operate: 'alone' },
  'GET /v1/clients/:client_id': RESOURCE,
  'PUT /v1/clients/:client_id': RESOURCE,
  'GET /v1/clients/:client_id/departments/:department_id': RESOURCE,
  'PUT /v1/clients/:client_id/departments/:department_id': RESOURCE,
  'GET /v1/clients/:client_id/apps/:app_id': RESOURCE,
  'PUT /v1/clients/:client_id/apps/:app_id': RESOURCE,
  'GET /v1/clients/:client_id/users/:user_id': RESOURCE,
  'PUT /v1/clients/:client_id/users/:user_id': RESOURCE,

  'GET /v3/enterprise/metrics/dau': ACCOUNT,
  'GET /v3/enterprise/metrics/wau': ACCOUNT,
  'GET /v3/enterprise/metrics/mau': ACCOUNT,
  'GET /v3/enterprise/metrics/active-users': ACCOUNT,
  'GET /v3/enterprise/metrics/usage': ACCOUNT,
  'GET /v3/enterprise/metrics/sessions': ACCOUNT,
  'GET /v3/enterprise/metrics/searches': ACCOUNT,
  'GET /v3/enterprise/metrics/prs': ACCOUNT,
  'GET /v3/enterprise/metrics/sessions-by-category': ACCOUNT,
  'GET /v3/enterprise/organizations/:org_id/metrics/usage': ACCOUNT,
  'GET /v3/organizations/:org_id/metrics/dau': ORGANIZATION,
  'GET /v3/organizations/:org_id/metrics/wau': ORGANIZATION,
  'GET /v3/organizations/:org_id/metrics/mau': ORGANIZATION,
  'GET /v3/organizations/:org_id/metrics/active-users': ORGANIZATION,
  'GET /v3/organizations/:org_id/metrics/usage': ORGANIZATION,
  'GET /v3/organizations/:org_id/metrics/sessions': ORGANIZATION,
  'GET /v3/organizations/:org_id/metrics/searches': ORGANIZATION,
  'GET /v3/organizations/:org_id/metrics/prs': ORGANIZATION,

  'GET /v1/metrics/stickiness': ORGANIZATION,
  'GET /v1/metrics/rolling': ORGANIZATION,
  'GET /v1/metrics/retention': ORGANIZATION,
  'GET /v1/metrics/lifecycle': ORGANIZATION,
  'GET /v1/metrics/breakdown': ORGANIZATION,
  'GET /v1/metrics/users': ORGANIZATION,

  'GET /api/v1/engagement-dashboard/users/active-users': ENGAGEMENT,
  'GET /api/v1/engagement-dashboard/users/new-users': ENGAGEMENT,
  'GET /api/v1/engagement-dashboard/users/users-by-time-of-the-day-in-a-week': ENGAGEMENT,
  'GET /api/v1/engagement-dashboard/users/chat-busier/hourly-data': ENGAGEMENT,
  'GET /api/v1/engagement-dashboard/users/chat-busier/weekly-data': ENGAGEMENT,

  'GET /v2/clients/:client_id/analytics/apps/utilization': APPS,
  'GET /v2/clients/:client_id/analytics/apps/:app_id/utilization': APPS,
  'GET /v2/clients/:client_id/analytics/apps/:app_id/activity': APPS,
  'GET /v2/clients/:client_id/analytics/apps/:app_id/utilization/users': APPS,
  'GET /v2/clients/:client_id/analytics/users/:user_id/utilization/apps': APPS,
};
