import { defineConfig } from '@playwright/test';
import { variables } from './tests/support/run-settings.ts';

/**
 * Run by `npm start`, which names the target in the environment. Started directly (`npx playwright test`, the
 * Playwright UI, VS Code) without AMOCRM_TARGET it certifies the reference implementation, which it starts itself.
 */
const port = 4010;
const reference = process.env[variables.targetFile] === undefined;
if (reference) process.env[variables.targetFile] = 'node_modules/.cache/amocrm-conformance/reference.yaml';

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  workers: Number(process.env[variables.workers] ?? 2),
  timeout: 300_000,
  forbidOnly: process.env['CI'] !== undefined,
  outputDir: 'node_modules/.cache/amocrm-conformance/test-results',
  globalSetup: './tests/support/global-setup.ts',
  reporter: process.env[variables.output] === undefined ? 'list' : './reports/reporter.ts',
  ...(reference && {
    webServer: {
      command: `npm run --silent serve -- --port ${port} --write-target ${process.env[variables.targetFile]}`,
      port,
      reuseExistingServer: true,
    },
  }),
});
