import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    allowOnly: false,
    retry: 0,
    // Without this one core stays idle, which is half of a machine with two.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          // Loading everything anew for each file takes longer than all of these tests.
          isolate: false,
          testTimeout: 5_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          // It is about a Debian package.
          exclude: process.platform === 'linux' ? [] : ['tests/e2e/package.test.ts'],
          // One desktop, one focus, one global hotkey: the app is tested by one file at a time.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
