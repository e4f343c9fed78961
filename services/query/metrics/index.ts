export { metricsFamily } from './family';
export { createMetricsRoutes } from './routes';
