import { demoPassword, identities, identityNames } from './identities.ts';
import type { Mail } from './inbox.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

const time = new Intl.DateTimeFormat('it-IT', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Rome' });

const style = `
  body { font: 1rem/1.5 system-ui, sans-serif; color: #17324d; background: #fff; margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
  a { color: #0055b3; } a:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible { outline: 3px solid #ff9900; outline-offset: 2px; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid #c5c7c9; vertical-align: top; overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #c5c7c9; padding: 1rem; }
  iframe { width: 100%; height: 40rem; border: 1px solid #c5c7c9; } nav ul { list-style: none; padding: 0; display: flex; gap: 1.5rem; flex-wrap: wrap; }
  input, textarea { font: inherit; padding: .25rem .5rem; max-width: 100%; box-sizing: border-box; } button { font: inherit; padding: .25rem 1rem; } dt { font-weight: 600; }
  .skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
`;

function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="it">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body>
<a class="skip" href="#contenuto">Vai al contenuto</a>
<header><nav aria-label="Principale"><ul><li><a href="/">Ambiente locale</a></li><li><a href="/inbox">Posta inviata</a></li><li><a href="/v1/openapi.json">Descrizione dell’API</a></li></ul></nav></header>
<main id="contenuto" tabindex="-1"><h1>${escapeHtml(title)}</h1>
${main}
</main>
</body>
</html>
`;
}

/** The first page: where everything is, and who can sign in. */
export function landingPage(): string {
  const rows = identityNames.map((name) => {
    const { username, description } = identities[name];
    return `<tr><th scope="row">${escapeHtml(description)}</th><td><code>${escapeHtml(username)}</code></td><td><code>${escapeHtml(demoPassword)}</code></td></tr>`;
  });
  return page(
    'Dichiarazione di immediata disponibilità: ambiente locale',
    `<p>Il servizio è in funzione su questo computer. I dati e le persone sono inventati e nessun messaggio lascia il computer.</p>
<ul>
<li><a href="/inbox">Posta inviata</a>: i messaggi che il servizio ha spedito</li>
<li><a href="/v1/openapi.json">Descrizione dell’API</a> (OpenAPI)</li>
<li><a href="/v1/health">Stato del servizio</a></li>
</ul>
<h2>Identità di prova</h2>
<table><caption>Credenziali valide solo su questo computer</caption>
<thead><tr><th scope="col">Chi è</th><th scope="col">Nome utente</th><th scope="col">Password</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`,
  );
}

/** What becomes of people's data on this machine: the page that every mail links. */
export function privacyPage(): string {
  return page(
    'Informativa sulla privacy',
    `<p>Questo è un ambiente di prova: le persone e i dati sono inventati e restano su questo computer.</p>
<p>Nel servizio vero la Regione tratta i tuoi dati per la DID e per il patto di servizio, come prevede il decreto legislativo 150 del 2015 (regolamento UE 2016/679, articolo 6, paragrafo 1, lettera e). Non serve il tuo consenso. Nessuna decisione è automatica.</p>
<p>Puoi vedere i tuoi dati, correggerli e chiedere chi li ha visti al Centro per l’Impiego che hai scelto.</p>`,
  );
}

/** What anybody may know of a paper by its code. */
export interface PaperAnswer {
  readonly authentic: boolean;
  readonly issuedOn: string | null;
  readonly stillLive: boolean | null;
}

const inWords = ({ authentic, issuedOn, stillLive }: PaperAnswer): string => {
  if (!authentic || issuedOn === null) return 'Nessun documento emesso qui ha questo codice. Ricontrolla ogni segno.';
  const day = new Intl.DateTimeFormat('it-IT', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(issuedOn));
  return `Il documento è autentico. È stato emesso il ${day}. ${stillLive ? 'Vale ancora.' : 'Oggi non vale più.'}`;
};

/**
 * The page that every paper names: whoever holds one checks it by its code.
 * @param code what was asked, or an empty text
 * @param answer what the service says of it; `undefined` where it says nothing
 */
export function verifyPage(code: string, answer?: PaperAnswer): string {
  const said = answer ? inWords(answer) : 'Il servizio non ha risposto. Riprova tra poco.';
  return page(
    'Controlla un documento',
    `<p>Scrivi il codice di controllo stampato sul documento. Ti diciamo se è autentico, quando è stato emesso e se vale ancora: nient’altro.</p>
<form action="/verifica" method="get"><label for="codice">Codice di controllo</label> <input id="codice" name="codice" required autocomplete="off" value="${escapeHtml(code)}"> <button>Controlla</button></form>
${code === '' ? '' : `<p role="status">${said}</p>`}`,
  );
}

/**
 * The list of mails, newest first.
 * @param mails oldest first
 * @param to the address that the list was narrowed to, or an empty text
 */
export function inboxPage(mails: readonly Mail[], to: string): string {
  const rows = mails.toReversed().map((mail) => {
    const subject = mail.subject || '(senza oggetto)';
    return `<tr><td><time datetime="${escapeHtml(mail.sentAt)}">${escapeHtml(time.format(new Date(mail.sentAt)))}</time></td><td>${escapeHtml(mail.to.join(', '))}</td><td><a href="/inbox/${encodeURIComponent(mail.id)}">${escapeHtml(subject)}</a></td></tr>`;
  });
  const table = `<table><caption>Dal più recente</caption>
<thead><tr><th scope="col">Inviato</th><th scope="col">Destinatario</th><th scope="col">Oggetto</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
  return page(
    'Posta inviata',
    `<form action="/inbox" method="get" role="search"><label for="to">Destinatario</label> <input id="to" name="to" type="search" value="${escapeHtml(to)}"> <button>Aggiorna</button></form>
<p role="status">${mails.length === 1 ? '1 messaggio' : `${mails.length} messaggi`}</p>
${mails.length > 0 ? table : ''}`,
  );
}

/** The form to answer a mail about a case, as its reader or as somebody else. */
function answerForm(mail: Mail, answered: boolean): string {
  if (!mail.replyTo?.startsWith('r-')) return '';
  return `<h2 id="rispondi">Rispondi</h2>
${answered ? '<p role="status">La risposta è arrivata al servizio.</p>' : ''}
<form action="/inbox/${encodeURIComponent(mail.id)}/reply" method="post">
<p><label for="text">Testo della risposta</label><br><textarea id="text" name="text" rows="6" cols="60" required></textarea></p>
<p><label for="from">Mittente</label><br><input id="from" name="from" type="email" size="40" value="${escapeHtml(mail.to[0] ?? '')}"></p>
<button>Invia la risposta</button></form>`;
}

/** One mail: its head, its HTML in a frame that can run nothing, and its text; `answered`: an answer was just sent. */
export function mailPage(mail: Mail, answered = false): string {
  const html = `<h2 id="html">Versione HTML</h2>
<iframe title="Versione HTML del messaggio" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/inbox/${encodeURIComponent(mail.id)}/html"></iframe>`;
  return page(
    mail.subject || '(senza oggetto)',
    `<dl><dt>Destinatario</dt><dd>${escapeHtml(mail.to.join(', '))}</dd><dt>Inviato</dt><dd><time datetime="${escapeHtml(mail.sentAt)}">${escapeHtml(time.format(new Date(mail.sentAt)))}</time></dd></dl>
<p><a href="/inbox">Torna all’elenco</a>${mail.html === null ? '' : ' · <a href="#testo">Vai alla versione testuale</a>'}</p>
${mail.html === null ? '' : html}
<h2 id="testo" tabindex="-1">Versione testuale</h2>
${mail.text === null ? '<p>Il messaggio non ha una versione testuale.</p>' : `<pre>${escapeHtml(mail.text)}</pre>`}
${(mail.attachments ?? []).map(({ filename, content }) => `<h2>Allegato: ${escapeHtml(filename)}</h2>\n<pre>${escapeHtml(content)}</pre>`).join('\n')}
${answerForm(mail, answered)}`,
  );
}

/** The HTML of a mail for the frame: its links open outside of it. */
export function framedMail(mail: Mail): string {
  const base = '<base target="_blank">';
  const html = mail.html ?? '';
  return /<head[\s>]/i.test(html) ? html.replace(/<head(\s[^>]*)?>/i, (head) => head + base) : base + html;
}

/** What is not here. */
export function missingPage(): string {
  return page('Pagina non trovata', '<p>Questa pagina non c’è. <a href="/">Vai alla prima pagina</a>.</p>');
}
