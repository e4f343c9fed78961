require('./clickhouse-front/typescript.cjs');
require('../../services/platform/formats/encoder-thread.ts');
