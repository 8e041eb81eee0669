/** Watches for what the content security policy had to stop, in the page and in its worker. */
import type { Page } from '@playwright/test';

/** Call it before the first page is opened. Resolves, at the end, to what was stopped. */
export async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const stopped: string[] = [];
    Object.assign(window, { stopped });
    document.addEventListener('securitypolicyviolation', (event) => stopped.push(`${event.effectiveDirective}: ${event.blockedURI}`));
  });
  return () => page.evaluate(() => (window as unknown as { stopped: string[] }).stopped);
}
