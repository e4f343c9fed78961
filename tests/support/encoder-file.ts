import { join } from 'node:path';

/** In place of services/platform/formats/encoder-file: the same program, compiled as it is loaded. */
export const ENCODER_FILE = join(__dirname, 'encoder-thread.cjs');
