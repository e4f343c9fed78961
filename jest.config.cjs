/** The engine binds one data directory to a process, so each test file gets a process of its own. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(t|j)s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!(jose|hyparquet|hyparquet-writer)/)'],
  // A thread loads its program by itself: here one that compiles TypeScript first.
  moduleNameMapper: { '^\\./encoder-file$': '<rootDir>/tests/support/encoder-file.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  workerIdleMemoryLimit: '1MB',
  maxWorkers: 2,
  testTimeout: 120000,
};
