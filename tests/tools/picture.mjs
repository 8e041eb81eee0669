/** `node tests/tools/picture.mjs`: makes the README's picture again, a real screenshot of a run in the built book. */
import { chromium } from 'playwright';
import { serve } from '../../src/cli/serve.mjs';
import { BROWSER_ARGS, ensureBrowser } from './ensure-browser.mjs';
import { freePort } from './free-port.mjs';

const FILE = 'content/readme.png';
const MARGIN = 24;
const { executablePath, env } = await ensureBrowser();
const { server, address } = await serve({ root: 'dist', from: await freePort() });
const browser = await chromium.launch({ executablePath, env: { ...process.env, ...env }, args: BROWSER_ARGS });
try {
  const page = await browser.newPage({ viewport: { width: 1180, height: 1000 } });
  await page.goto(`${address}forget/?backend=wasm`);
  const figure = page.locator('x-island').getByRole('figure').first();
  await figure.scrollIntoViewIfNeeded();
  await figure.getByRole('button', { name: 'Run', exact: true }).click();
  await figure.and(page.locator('[data-status="done"]')).waitFor({ timeout: 120_000 });
  const scrollY = await page.evaluate(() => window.scrollY);
  // from the headline to the run bar, with some paper around it
  const [top, end] = [await figure.boundingBox(), await figure.getByRole('button', { name: 'Run again' }).boundingBox()];
  const clip = { x: top.x - MARGIN, y: top.y + scrollY, width: top.width + 2 * MARGIN, height: end.y + end.height - top.y + MARGIN / 2 };
  await page.screenshot({ path: FILE, clip, fullPage: true });
  console.log(FILE);
} finally {
  await browser.close();
  server.close();
}
