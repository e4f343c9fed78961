import { runProcess } from './platform/lifecycle/run-process';
import { createQuery } from './query/service';

/** The read side alone, over a ClickHouse server. */
void runProcess({ env: process.env, parts: [createQuery], needsServer: true });
