import { createDashboard } from './dashboard/service';
import { createIngest } from './ingest/service';
import { runProcess } from './platform/lifecycle/run-process';
import { createQuery } from './query/service';

/** The whole service in one process: both sides and the dashboard. */
void runProcess({ env: process.env, parts: [createIngest, createQuery, createDashboard] });
