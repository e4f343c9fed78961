import { extname, join } from 'node:path';

/** The program of the encoder's thread. */
export const ENCODER_FILE = join(__dirname, `encoder-thread${extname(__filename)}`);
