import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { findChromium } from '../chromium.ts';
import { citizen, released } from '../e2e/support/cases.ts';
import { mailOf } from '../e2e/support/inbox.ts';
import { codeOf } from '../e2e/support/papers.ts';

const { portalUrl, apiUrl } = inject('stack');
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium() ?? 'chromium', args: quiet });
});
afterAll(() => browser.close());
beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(8000);
});
afterEach(() => page.context().close());

/** What axe finds wrong on the page, by rule. */
async function violations(): Promise<string[]> {
  // The frame of a mail runs no script, by its sandbox, so axe cannot look into it.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Whether something is cut off at 320 px, which is 200 % on a small screen. */
const overflows = () =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test.each(['/', '/inbox', '/privacy', '/verifica'])(
  '%s can be read by everybody, on a small screen too',
  async (path) => {
    await page.goto(`${portalUrl}${path}`);
    expect(await violations()).toEqual([]);
    expect(await overflows()).toBe(false);
  },
);

test('a person finds the mail about the DID in the inbox, reads it, and reads it as text', async () => {
  const account = await citizen('SPID');
  await released(account);
  const { subject } = await mailOf(account.mailbox, /DID rilasciata/);

  await page.goto(`${portalUrl}/inbox`);
  await page.getByLabel('Destinatario').fill(account.mailbox);
  await page.getByRole('button', { name: 'Aggiorna' }).click();
  await page.getByRole('link', { name: subject }).click();
  expect(await violations()).toEqual([]);
  const frame = page.frameLocator('iframe');
  expect(await frame.getByRole('heading', { name: 'Che cosa devi fare' }).isVisible()).toBe(true);
  expect(await page.locator('pre').textContent()).toContain('Per confermare lo stato di disoccupazione devi firmare');

  await page.getByLabel('Testo della risposta').fill('Quando posso venire?');
  await page.getByRole('button', { name: 'Invia la risposta' }).click();
  expect(await page.getByRole('status').textContent()).toContain('La risposta è arrivata');
  expect(await violations()).toEqual([]);
  expect((await mailOf(account.mailbox, /abbiamo la tua risposta/)).text).toContain('La tua email è arrivata.');
});

test('the first page is used with the keyboard alone', async () => {
  await page.goto(portalUrl);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Vai al contenuto');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenuto');
});

test('the privacy page that every mail names is there', async () => {
  const answer = await page.goto(`${portalUrl}/privacy`);
  expect(answer?.status()).toBe(200);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Informativa sulla privacy');
});

test('whoever holds a paper checks it on the page that the paper names', async () => {
  const account = await citizen('SPID');
  const id = await released(account);
  const receipt = await fetch(`${apiUrl}/declarations/${id}/receipt.pdf`, {
    headers: { authorization: `Bearer ${account.token}` },
  });
  expect(receipt.status).toBe(200);
  const code = await codeOf(id, 'receipt');

  await page.goto(`${portalUrl}/verifica`);
  await page.getByLabel('Codice di controllo').fill(code);
  await page.getByRole('button', { name: 'Controlla' }).click();
  expect(await page.getByRole('status').textContent()).toContain('Il documento è autentico.');
  expect(await violations()).toEqual([]);
  await page.getByLabel('Codice di controllo').fill('AAAA-BBBB');
  await page.getByRole('button', { name: 'Controlla' }).click();
  expect(await page.getByRole('status').textContent()).toContain('Nessun documento');
});
