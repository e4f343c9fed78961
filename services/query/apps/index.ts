export { loadCursorKey } from './cursor-key';
export { appsFamily } from './family';
export { createAppsRoutes } from './routes';
