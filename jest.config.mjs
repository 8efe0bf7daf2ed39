export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/tests/support/strip.mjs' },
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  roots: ['<rootDir>/core', '<rootDir>/plugins', '<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/ui/'],
};
