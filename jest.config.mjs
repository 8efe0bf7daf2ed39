const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/tests/support/strip.mjs' },
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  roots: ['<rootDir>/core', '<rootDir>/plugins', '<rootDir>/tests'],
  testPathIgnorePatterns: ['/node_modules/', '/ui/'],
};

// two projects, so that pure tests do not wait for a database
export default {
  testTimeout: 30_000,
  projects: [
    {
      ...base,
      displayName: 'pure',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [...base.testPathIgnorePatterns, '\\.db\\.test\\.ts$'],
    },
    {
      ...base,
      displayName: 'database',
      testMatch: ['**/*.db.test.ts'],
      globalSetup: '<rootDir>/tests/support/start-server.ts',
      globalTeardown: '<rootDir>/tests/support/stop-server.ts',
    },
  ],
};
