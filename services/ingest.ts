import { createIngest } from './ingest/service';
import { runProcess } from './platform/lifecycle/run-process';

/** The write side alone, over a ClickHouse server. */
void runProcess({ env: process.env, parts: [createIngest], needsServer: true });
