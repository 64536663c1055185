import { defineConfig } from 'vitest/config';

// Only by scripts/make_screens: makes the pictures of docs/screens.
export default defineConfig({
  test: { include: ['screens.ts'], testTimeout: 480_000, hookTimeout: 120_000 },
});
