import type { Format } from '../../../platform/formats/format';
import type { RouteRequest } from '../../../platform/http/route';
import type { Problem } from '../../devin/problems';
import { readFormat } from '../../devin/read-format';
import { enterpriseScope, type Organizations } from '../../devin/scope';
import { readThresholds, type Thresholds } from '../../devin/thresholds';
import { type Period, readComparePeriod, readPeriod } from './period';
import { readTimezone } from './timezone';

/** What every question of the family is asked about, and how it is answered. */
export interface Asked {
  readonly tenant: string;
  readonly period: Period;
  /** The prior period; null if none is asked for. */
  readonly compare: Period | null;
  readonly timezone: string;
  readonly organizations: Organizations;
  readonly thresholds: Thresholds;
  readonly format: Format;
}

/** The parameters that all questions share, in the order in which their problems are told; undefined after one. */
export function readAsked(request: RouteRequest, problems: Problem[]): Asked | undefined {
  const { query } = request;
  const period = readPeriod(query, problems);
  const compare = readComparePeriod(query, problems);
  const timezone = readTimezone(query, problems);
  const organizations = enterpriseScope.selectOrganizations(request, problems);
  const thresholds = readThresholds(query, problems);
  const format = readFormat(request, problems);
  if (!period || compare === undefined || !timezone || !organizations || !thresholds || !format)
    return undefined;
  return {
    tenant: request.principal.tenant,
    period,
    compare,
    timezone,
    organizations,
    thresholds,
    format,
  };
}
