import { createDashboard } from './dashboard/service';
import { runProcess } from './platform/lifecycle/run-process';
import { createQuery } from './query/service';

/** The read side alone with the dashboard, over a ClickHouse server. */
void runProcess({ env: process.env, parts: [createQuery, createDashboard], needsServer: true });
