import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  testMatch: '*.spec.ts',
  outputDir: 'node_modules/.cache/amocrm-conformance/test-results',
  reporter: 'list',
});
