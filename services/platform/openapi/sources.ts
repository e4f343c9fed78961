import appsAnswers from '../../../schemas/answers/apps.json';
import devinAnswers from '../../../schemas/answers/devin.json';
import directoryAnswers from '../../../schemas/answers/directory.json';
import engagementAnswers from '../../../schemas/answers/engagement.json';
import ingestAnswers from '../../../schemas/answers/ingest.json';
import metricsAnswers from '../../../schemas/answers/metrics.json';
import serviceAnswers from '../../../schemas/answers/service.json';
import apps from '../../../schemas/api/apps.json';
import devinActiveUsers from '../../../schemas/api/devin-active-users.json';
import devinCounts from '../../../schemas/api/devin-counts.json';
import directory from '../../../schemas/api/directory.json';
import engagement from '../../../schemas/api/engagement.json';
import info from '../../../schemas/api/info.json';
import ingest from '../../../schemas/api/ingest.json';
import metrics from '../../../schemas/api/metrics.json';
import operator from '../../../schemas/api/operator.json';
import parameters from '../../../schemas/api/parameters.json';
import service from '../../../schemas/api/service.json';
import app from '../../../schemas/directory/app.json';
import client from '../../../schemas/directory/client.json';
import department from '../../../schemas/directory/department.json';
import user from '../../../schemas/directory/user.json';
import appUsageDayReport from '../../../schemas/events/app-usage-day-report.json';
import appUsageInterval from '../../../schemas/events/app-usage-interval.json';
import pullRequest from '../../../schemas/events/pull-request.json';
import search from '../../../schemas/events/search.json';
import session from '../../../schemas/events/session.json';
import type { OperationGroup, Parameters, Sources } from './description';

const GROUPS = [
  ingest,
  directory,
  devinActiveUsers,
  devinCounts,
  metrics,
  engagement,
  apps,
  operator,
  service,
];

/** The product's own descriptions and schemas. What TypeScript infers of JSON is too narrow for its data, hence the casts. */
export const SOURCES: Sources = {
  info,
  parameters: parameters as Parameters,
  groups: GROUPS as unknown as readonly OperationGroup[],
  answers: [
    ingestAnswers,
    directoryAnswers,
    devinAnswers,
    metricsAnswers,
    engagementAnswers,
    appsAnswers,
    serviceAnswers,
  ],
  events: {
    session,
    search,
    'app-usage-interval': appUsageInterval,
    'app-usage-day-report': appUsageDayReport,
    'pull-request': pullRequest,
  },
  directory: { client, department, app, user },
};
