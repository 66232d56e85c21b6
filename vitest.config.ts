import { defineConfig } from 'vitest/config';
import { viteFonts } from './infra/bundle/fonts.ts';
import { viteMailLayouts } from './infra/bundle/mjml.ts';

const quick = ['unit', 'statemachines', 'infra', 'faults', 'engines'];
/** These share one local stack of their own, started before the first and stopped after the last. */
const onTheStack = ['e2e', 'browser'];

export default defineConfig({
  plugins: [viteMailLayouts(), viteFonts()],
  test: {
    projects: [
      ...quick.map((name) => ({
        extends: true as const,
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // The stacks are synthesised once for all files.
          ...(name === 'infra' && { isolate: false }),
        },
      })),
      ...onTheStack.map((name) => ({
        extends: true as const,
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          globalSetup: 'test/e2e/support/instance.ts',
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      })),
    ],
  },
});
