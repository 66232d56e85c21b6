import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MailParameters } from '../../functions/domain/communications.ts';
import { Instant } from '../../functions/domain/dates.ts';
import { compose, type Envelope } from '../../functions/outbox/compose.ts';
import { contentOf, render } from '../../functions/outbox/render.ts';
import { type MailView, viewOf } from '../../functions/outbox/templates/content.ts';
import { MailContext } from '../../functions/outbox/templates/context.ts';
import textLayout from '../../functions/outbox/templates/layout.hbs';
import htmlLayout from '../../functions/outbox/templates/layout.mjml';
import { compileMail, leanComposer, mailLayouts } from '../../infra/bundle/mjml.ts';

const context = MailContext.parse({
  bodyName: 'Regione Esempio',
  portalUrl: 'https://did.regione.example/',
  privacyUrl: 'https://www.regione.example/privacy',
  responsibleOffice: 'Ufficio DID',
  help: { phone: '800 123 456', hours: 'ore 9-17', desk: 'ogni Centro per l’impiego' },
  pec: 'lavoro@pec.regione.example',
});
const parameters = MailParameters.parse({
  kind: 'draft-saved',
  caseNumber: 'DID 1A2B-3C4D-5E6F',
  receiptNumber: 'R-20261123-0123456789AB',
  receivedAt: '2026-11-23T08:30:00.000Z',
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layout-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Bundles code that stands beside the outbox as the functions are bundled. */
async function bundled(contents: string) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '../../functions/outbox'), loader: 'ts' },
    ...{ bundle: true, write: false, metafile: true, minify: true, legalComments: 'none' },
    ...{ platform: 'node', format: 'cjs', target: 'node24', mainFields: ['module', 'main'] },
    plugins: [mailLayouts, leanComposer],
  });
  const [output] = Object.values(metafile.outputs);
  return { code: outputFiles[0]?.text ?? '', bytes: output?.bytes ?? 0, inputs: output?.inputs ?? {} };
}

test('a fault of MJML or of Handlebars stops the bundling', async () => {
  const faults = {
    'tag.mjml': '<mjml><mj-body><mj-nothing/></mj-body></mjml>',
    'block.hbs': '{{#each rows}}',
    'helper.hbs': '{{shout title}}',
  };
  for (const [name, source] of Object.entries(faults)) {
    await writeFile(join(folder, name), source);
    await expect(compileMail(join(folder, name)), name).rejects.toThrow();
  }
});

test.each(['title', 'bodyName'])('a view without its %s is refused by both layouts', (field) => {
  const view = viewOf(contentOf('it', parameters, context));
  const broken: MailView = JSON.parse(JSON.stringify({ ...view, [field]: undefined }));
  for (const layout of [htmlLayout, textLayout]) expect(() => layout(broken)).toThrow(field);
});

describe('bundled', () => {
  test('mails render and compose to the same bytes', async () => {
    const { code } = await bundled(`export { render } from './render.ts'; export { compose } from './compose.ts';`);
    await writeFile(join(folder, 'mail.cjs'), code);
    const outside: { render: typeof render; compose: typeof compose } = createRequire(import.meta.url)(
      join(folder, 'mail.cjs'),
    );
    const here = render('draft-saved', 'it', parameters, context);
    expect(outside.render('draft-saved', 'it', parameters, context)).toEqual(here);
    const queuedAt = Instant.parse('2026-11-23T08:30:00.000Z');
    const envelope: Envelope = { id: 'abc', language: 'it', to: 'mario@libero.example', queuedAt };
    const sender = { name: 'Regione Esempio', address: 'did@regione.example', replyTo: 'did@regione.example' };
    expect(Buffer.from(await outside.compose(envelope, sender, here)).toString()).toBe(
      Buffer.from(await compose(envelope, sender, here)).toString(),
    );
  });

  test('the layouts with Handlebars’ runtime stay under 30 KiB, without its compiler and without MJML', async () => {
    const { bytes, inputs } = await bundled(
      `export { default as html } from './templates/layout.mjml'; export { default as text } from './templates/layout.hbs';`,
    );
    expect(bytes).toBeLessThan(30 * 1024);
    expect(
      Object.keys(inputs).filter((path) => /mjml-|handlebars\/(?:dist\/cjs\/handlebars\/)?compiler/.test(path)),
    ).toEqual([]);
  });

  test('the composer brings less than 48 KiB of nodemailer', async () => {
    const { inputs } = await bundled(`export { compose } from './compose.ts';`);
    const nodemailer = Object.entries(inputs).filter(([path]) => path.includes('nodemailer'));
    expect(nodemailer.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0)).toBeLessThan(48 * 1024);
  });
});
