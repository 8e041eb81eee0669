/** For the time being: the settings moved to tests/vitest.config.ts, and this keeps `npx vitest run` working. */
export { default } from './tests/vitest.config.ts';
