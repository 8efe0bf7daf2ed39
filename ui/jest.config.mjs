import presets from 'jest-preset-angular/presets/index.js';

export default {
  ...presets.createCjsPreset({ tsconfig: '<rootDir>/tsconfig.jest.json' }),
  testEnvironment: 'jest-preset-angular/environments/jest-jsdom-env',
  rootDir: import.meta.dirname,
  setupFilesAfterEnv: ['<rootDir>/jest.setup.ts'],
  moduleNameMapper: { '^#kit$': '<rootDir>/../core/kit/browser.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
};
