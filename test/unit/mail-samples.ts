import { MailParameters } from '../../functions/domain/communications.ts';
import { languages } from '../../functions/domain/person.ts';
import { contentOf, render } from '../../functions/outbox/render.ts';
import { MailContext } from '../../functions/outbox/templates/context.ts';

export const code = '493817';
export const context = MailContext.parse({
  bodyName: 'Regione Esempio – Servizi per il lavoro',
  portalUrl: 'https://did.regione.example/',
  privacyUrl: 'https://www.regione.example/privacy-did',
  responsibleOffice: 'Ufficio DID della Regione',
  help: { phone: '800123456', hours: 'da lunedì a venerdì, ore 8-18', desk: 'Via Filzi 22, Milano' },
  pec: 'lavoro@pec.regione.example',
});
export const about = {
  caseNumber: 'DID 1A2B-3C4D-5E6F',
  receiptNumber: 'R-20261123-0123456789AB',
  receivedAt: '2026-11-23T08:30:00.000Z',
};
/** A reminder answers no request: it has no receipt. */
export const opened = { caseNumber: about.caseNumber, receivedAt: about.receivedAt };
const swept = { ...about, receivedAt: '2027-02-22T03:10:00.000Z' };
export const office = {
  name: 'Centro per l’impiego di Monza',
  address: 'Via Bramante 9, 20900 Monza',
  phone: '039 839641',
  email: 'cpi.monza@provincia.example',
  hours: 'da lunedì a venerdì, ore 9-12',
};
const responsibleOfficer = 'Giulia Bianchi';
const documents = ['identity-document', 'residence-permit', 'paper-declaration'];
export const didDate = '2026-11-23';

/** Every kind, with all that its facts may hold and with the least. */
export const samples = Object.entries({
  'draft, with a term': { kind: 'draft-saved', ...about, completeBy: '2027-02-21' },
  draft: { kind: 'draft-saved', ...about },
  'released, office chosen': {
    kind: 'did-released',
    ...about,
    didDate,
    office,
    responsibleOfficer,
    completeBy: '2026-12-23',
  },
  released: { kind: 'did-released', ...about, didDate },
  'con riserva, office chosen': {
    ...{ kind: 'did-released-with-reserve', ...about, didDate, documents, office, responsibleOfficer },
    completeBy: '2026-12-23',
  },
  'con riserva': { kind: 'did-released-with-reserve', ...about, didDate, documents },
  'authenticated, with a term': {
    ...{ kind: 'did-authenticated', ...about, didDate, office, responsibleOfficer },
    ...{ authenticatedOn: '2026-12-01', completeBy: '2026-12-23' },
  },
  authenticated: {
    kind: 'did-authenticated',
    ...about,
    didDate,
    authenticatedOn: '2026-12-01',
    office: { name: 'Centro' },
  },
  'pact, with the next contact': {
    ...{ kind: 'psp-signed', ...about, didDate, pactSignedOn: '2026-12-02', office, responsibleOfficer },
    ...{ nextContactOn: '2026-12-16', contactFrequency: 'P2W' },
  },
  pact: { kind: 'psp-signed', ...about, didDate, pactSignedOn: '2026-12-02', office: { name: 'Centro' } },
  'withdrawn by the citizen': { kind: 'withdrawn', ...about, didDate, by: 'citizen', office, responsibleOfficer },
  'withdrawn by the office': { kind: 'withdrawn', ...about, didDate, by: 'office', office },
  'draft given up': { kind: 'withdrawn', ...about, by: 'citizen' },
  'first reminder': { kind: 'completion-reminder', ...opened, didDate, closesOn: '2027-02-21', noticeNumber: 1 },
  'last reminder, office chosen': {
    ...{ kind: 'completion-reminder', ...opened, didDate, closesOn: '2027-02-21', noticeNumber: 2 },
    ...{ office, responsibleOfficer },
  },
  'first reminder of a draft': { kind: 'completion-reminder', ...opened, closesOn: '2027-02-21', noticeNumber: 1 },
  'last reminder of a draft': { kind: 'completion-reminder', ...opened, closesOn: '2027-02-21', noticeNumber: 2 },
  'file closed, office chosen': { kind: 'file-closed', ...swept, didDate, office, responsibleOfficer },
  'file closed': { kind: 'file-closed', ...swept, didDate },
  'draft closed': { kind: 'file-closed', ...swept },
  'mailbox changed': { kind: 'mailbox-changed', changedAt: about.receivedAt },
  code: { kind: 'mailbox-code', validUntil: '2026-11-24T08:30:00.000Z' },
}).map(([name, parameters]) => ({ name, parameters: MailParameters.parse(parameters) }));

export const cases = samples.flatMap(({ name, parameters }) =>
  languages.map((language) => ({ name, language, parameters })),
);
const secret = (parameters: MailParameters) => (parameters.kind === 'mailbox-code' ? code : undefined);
export const mailOf = ({ language, parameters }: Omit<(typeof cases)[number], 'name'>) =>
  render(parameters.kind, language, parameters, context, secret(parameters));
export const sectionsOf = ({ language, parameters }: Omit<(typeof cases)[number], 'name'>) =>
  contentOf(language, parameters, context, secret(parameters));

const plain = (html: string) =>
  html
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&#x3D;', '=')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
const body = (html: string) => html.slice(html.indexOf('<body'));
/** All that the HTML shows, in reading order. */
export const shownIn = (html: string) =>
  plain(
    body(html)
      .replace(/<!--.*?-->/gs, '')
      .replace(/<\/?(?:strong|a)\b[^>]*>/g, '')
      .replace(/<[^>]*>/g, ' '),
  );
/** The smallest blocks of the HTML that hold text, as a reader sees them. */
export const blocks = (html: string) =>
  [...body(html).matchAll(/<(p|li|h1|h2)\b[^>]*>(.*?)<\/\1>/gs)].map(([, , inner = '']) =>
    plain(inner.replace(/<[^>]*>/g, '')),
  );
