/** Ways to run the product under test: in this process, or as a process of its own. */
export { startInProcess } from './in-process-service';
export type { InProcessService } from './in-process-service';
export { freePort, startProcess } from './service-process';
export type { ServiceProcess, ServiceProcessOptions } from './service-process';
export { makeTempDir, removeDir } from './temp-dir';
export { mintToken, TEST_SECRET } from './tokens';
export type { TestTokenClaims } from './tokens';
