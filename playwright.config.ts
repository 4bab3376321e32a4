import { defineConfig } from '@playwright/test';

/**
 * Shows every requirement as a test: `npx playwright test`, its UI, `--grep` and editors. The target is the one that
 * AMOCRM_TARGET names, or the reference implementation.
 */
export default defineConfig({
  testDir: 'tests',
  testMatch: ['*.spec.ts', 'wire/*.spec.ts'],
  // One certification stands behind all tests, and what the contract judges comes last.
  workers: 1,
  timeout: 0,
  forbidOnly: process.env['CI'] !== undefined,
  outputDir: 'node_modules/.cache/amocrm-conformance/test-results',
  globalSetup: './cli/playwright.ts',
  reporter: 'list',
});
