import type { Family } from '../../platform/http/route';
import { devinFamily } from '../devin/family';

/** The reads beyond the given endpoints, below /v1/metrics, with the errors of the Devin family. */
export const metricsFamily: Family = { ...devinFamily, name: 'metrics', prefix: '/v1/metrics' };
