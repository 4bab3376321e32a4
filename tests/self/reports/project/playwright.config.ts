import { defineConfig } from '@playwright/test';

/** A small project that the reporter is tried on; what it does is told by the environment. */
export default defineConfig({
  testMatch: '*.probe.ts',
  workers: 1,
  timeout: 1_000,
  outputDir: process.env['PROBE_SCRATCH'] ?? '',
  reporter: '../../../../reports/reporter.ts',
  ...(process.env['PROBE_SETUP'] === 'broken' ? { globalSetup: './broken-setup.ts' } : {}),
});
