import { describe, expect, test } from 'vitest';
import { MailParameters } from '../../functions/domain/communications.ts';
import { languages } from '../../functions/domain/person.ts';
import { render } from '../../functions/outbox/render.ts';
import { about, cases, code, context, didDate, mailOf, office, opened, shownIn } from './mail-samples.ts';

describe('what single mails must say', () => {
  const text = (name: string, language: 'it' | 'en' = 'it') => {
    const sample = cases.find((one) => one.name === name && one.language === language);
    if (!sample) throw new Error(`no sample ${name}`);
    return mailOf(sample);
  };

  test('a draft is called a draft, never a registered DID (S0:15)', () => {
    for (const name of ['draft', 'draft, with a term']) {
      const { subject, text: said } = text(name);
      expect(said).toContain('La DID non è ancora rilasciata');
      expect(`${subject} ${said}`).not.toMatch(/DID registrata|registrat[oa]/i);
    }
    expect(text('draft, with a term').text).toContain('entro domenica 21 febbraio 2027');
  });

  test('a draft given up never was a DID', () => {
    expect(text('draft given up').text).toContain('Nessuna DID era stata rilasciata');
    expect(text('draft given up').text).not.toMatch(/ritirat/);
  });

  test('a DID con riserva: its date counts anyway, what to bring and where (S0:29-33)', () => {
    for (const name of ['con riserva', 'con riserva, office chosen']) {
      const said = text(name).text;
      expect(said).toContain('La data vale comunque');
      expect(said).toMatch(/documento d’identità valido/);
      expect(said).toMatch(
        /permesso di soggiorno valido, se hai la cittadinanza di un Paese fuori dall’Unione europea/,
      );
      expect(said).toMatch(/dichiarazione su carta/);
      expect(said).toMatch(/rinvio/);
      expect(said).toMatch(/Non è una sanzione/);
    }
    expect(text('con riserva').text).toContain('scegli chi ti segue');
    expect(text('con riserva, office chosen').text).toContain('039 839 641');
    expect(text('con riserva, office chosen').text).not.toContain('scegli chi ti segue');
  });

  test('a release asks «Non sei stato tu?» with telephone, desk and home page', () => {
    for (const name of ['released', 'con riserva']) {
      const [, after = ''] = text(name).text.split('Non sei stato tu?');
      for (const way of ['800 123 456', 'Via Filzi 22, Milano', 'https://did.regione.example/'])
        expect(after).toContain(way);
    }
  });

  test('a strong release is not the end: choose, meet with or without appointment, sign (S0:17, S0:23)', () => {
    const said = text('released').text;
    expect(said).toContain('Non è finita');
    expect(said).toContain('Centro per l’impiego del tuo domicilio o un operatore accreditato');
    expect(said).toContain('senza appuntamento');
    expect(said).toContain('la data della tua DID non cambia');
    expect(text('released').subject).toBe('DID rilasciata il 23 novembre 2026: cosa fare adesso');
  });

  test('a signed pact tells since when unemployment is confirmed, and how often to be in touch', () => {
    const said = text('pact, with the next contact').text;
    expect(said).toContain(
      'Il tuo stato di disoccupazione è confermato. Vale dal giorno della DID: lunedì 23 novembre 2026.',
    );
    expect(said).toContain('ogni 2 settimane');
    expect(said).toContain('Il prossimo contatto è mercoledì 16 dicembre 2026.');
    expect(said).toContain('Non hai firmato tu?');
    expect(text('pact, with the next contact', 'en').text).toContain('every 2 weeks');
  });

  test.each([
    ['it', 'nel portale', 'il tempo per rispondere parte quando lo leggi lì'],
    ['en', 'on the portal', 'the time to answer runs from when you read it there'],
  ] as const)('what is contested by way of the portal says from when the time runs, %s', (language, ...words) => {
    const told = text('a fact contested: orientation, portal-read', language).text;
    for (const word of words) expect(told).toContain(word);
    expect(text('a fact contested, a letter follows', language).text).not.toContain(words[1]);
  });

  test.each([
    ['it', 'nel portale', 'quel giorno vale come notifica', 'dal giorno in cui apri la decisione nel portale'],
    ['en', 'on the portal', 'that day is its service', 'from the day on which you open the decision on the portal'],
  ] as const)('a decision by way of the portal says that opening it is its service, %s', (language, ...words) => {
    const [where, served, runs] = words;
    const byPortal = text('decided: loss', language).text;
    for (const word of [where, served, runs]) expect(byPortal).toContain(word);
    const byLetter = text('decided: a cut', language).text;
    for (const word of [served, runs]) expect(byLetter).not.toContain(word);
  });

  test.each(cases.filter(({ parameters }) => 'appealTo' in parameters && parameters.appealTo === 'inps'))(
    '$name, $language: an act of INPS is never sent to the committee at the Ministry',
    (sample) => {
      const { text } = mailOf(sample);
      for (const word of ['Ministero', 'Ministry', 'condizionalità', 'conditionality', 'Veneto 56', 'art. 21']) {
        expect(text).not.toContain(word);
      }
      expect(text).toContain('INPS');
    },
  );

  test('what the citizen asked has a receipt, what the office entered a registration', () => {
    for (const name of ['draft', 'released', 'con riserva', 'withdrawn by the citizen']) {
      expect(text(name).text).toContain('Numero di ricevuta: R-20261123-0123456789AB');
    }
    for (const name of ['authenticated', 'pact', 'withdrawn by the office', 'file closed', 'draft closed']) {
      expect(text(name).text).toContain('Numero di registrazione: R-20261123-0123456789AB');
    }
  });

  test('a reminder tells what is missing, until when, what follows, how to get more time, how often we wrote', () => {
    for (const name of ['first reminder', 'last reminder, office chosen']) {
      const { subject, text: said } = text(name);
      expect(subject).toBe('Promemoria: entro il 21 febbraio 2027 completa la DID');
      expect(said).toContain('l’ufficio deve vedere chi sei');
      for (const thing of ['documento d’identità', 'dichiarazione su carta']) expect(said).toContain(thing);
      expect(said).toContain(
        'Completa la DID entro domenica 21 febbraio 2027, negli orari dell’ufficio (ora italiana). Quel giorno è compreso',
      );
      expect(said).toContain('la pratica può essere chiusa');
      expect(said).toContain('riaprire la pratica con la stessa data');
      expect(said).toContain('Non è una sanzione e non riduce le indennità.');
      expect(said).toContain('Chiama e chiedi un rinvio');
    }
    // Only what this person has to bring.
    for (const thing of ['permesso di soggiorno', 'codice fiscale provvisorio'])
      expect(text('first reminder').text).not.toContain(thing);
    expect(text('first reminder').text).toContain('il primo di due promemoria');
    expect(text('last reminder, office chosen').text).toContain('il secondo di due promemoria');
    expect(text('first reminder').text).toContain('scegli nel portale chi ti segue');
    expect(text('last reminder, office chosen').text).not.toContain('scegli nel portale chi ti segue');
    expect(text('last reminder, office chosen', 'en').subject).toBe('Reminder: complete the DID by 21 February 2027');
    expect(text('last reminder, office chosen', 'en').text).toContain('the second of two reminders');
  });

  test('a reminder of a draft says that no DID exists, and asks to complete none', () => {
    for (const name of ['first reminder of a draft', 'last reminder of a draft']) {
      const { subject, text: said } = text(name);
      expect(subject).toBe('Promemoria: entro il 21 febbraio 2027 rilascia la DID');
      expect(said).toContain('non esiste nessuna DID');
      expect(said).toContain('Dopo quel giorno la bozza sarà eliminata');
      expect(said).not.toMatch(/Hai rilasciato|con riserva|Data della DID/);
    }
  });

  test('a closed file: why, no sanction, reopening at the same date or a new DID, whom to ask, free help', () => {
    for (const name of ['file closed', 'file closed, office chosen']) {
      const said = text(name).text;
      expect(said).toContain('La pratica è chiusa perché la DID con riserva non è stata completata.');
      expect(said).toContain('Non è una sanzione e non riduce le indennità.');
      expect(said).toContain('riaprire la pratica con la stessa data');
      expect(said).toContain('La disoccupazione partirà dal nuovo giorno.');
      expect(said).toContain('chiama il Centro per l’impiego o vai di persona');
      expect(said).toMatch(/gratis allo sportello o in un patronato/);
    }
  });

  test('a closed draft never was a DID', () => {
    const said = text('draft closed').text;
    expect(said).toContain('Bozza eliminata: nessuna DID era stata rilasciata');
    expect(said).not.toMatch(/Data della DID|riaprire|Pratica chiusa/);
  });

  test('a locked screen does not tell what became of a file', () => {
    for (const language of languages) {
      const [reserved, draft] = [text('file closed', language), text('draft closed', language)];
      expect(reserved.subject).toBe(draft.subject);
      expect(reserved.subject).toContain(about.caseNumber);
    }
  });

  test('a new mailbox: what comes here from now on, what is sent again, what if it was somebody else', () => {
    const said = text('mailbox changed').text;
    expect(said).toContain('Da ora le comunicazioni per la tua DID arrivano solo qui.');
    expect(said).toContain('Te le mandiamo di nuovo qui.');
    const [, after = ''] = said.split('Non sei stato tu?');
    expect(after).toMatch(/password di questa casella/);
    for (const way of ['800 123 456', 'Via Filzi 22, Milano', context.portalUrl]) expect(after).toContain(way);
  });

  test('a code tells until when it is valid and whose the mailbox must be', () => {
    const { text: said, html } = text('code');
    expect(said).toContain('Il codice vale fino a martedì 24 novembre 2026, ore 9:30 (ora italiana).');
    expect(said).toMatch(/Non usare la casella di un patronato/);
    expect(html).toContain(code);
  });

  test('the first of a month and the day in Rome are written as Italians do', () => {
    const parameters = MailParameters.parse({
      kind: 'did-released',
      ...about,
      receivedAt: '2027-05-31T22:30:00.000Z',
      didDate: '2027-06-01',
    });
    const said = render('did-released', 'it', parameters, context);
    expect(said.subject).toBe('DID rilasciata il 1º giugno 2027: cosa fare adesso');
    expect(said.text).toContain('martedì 1º giugno 2027, ore 0:30');
  });

  const dated = (date: string) =>
    [
      { kind: 'did-released', ...about, didDate: date },
      { kind: 'completion-reminder', ...opened, didDate, closesOn: date, noticeNumber: 1 },
      { kind: 'completion-reminder', ...opened, closesOn: date, noticeNumber: 2 },
    ].map((parameters) => MailParameters.parse(parameters));

  test('the longest date still fits the subject', () => {
    for (const language of languages) {
      for (const parameters of dated('2026-09-30'))
        expect(render(parameters.kind, language, parameters, context).subject.length).toBeLessThanOrEqual(60);
    }
  });

  test.each([
    ['2026-12-08', 'l’8 dicembre 2026'],
    ['2026-12-11', 'l’11 dicembre 2026'],
    ['2026-12-01', 'il 1º dicembre 2026'],
    ['2026-12-18', 'il 18 dicembre 2026'],
  ])('the article of %s in a subject: %s', (date, words) => {
    for (const parameters of dated(date)) {
      expect(render(parameters.kind, 'it', parameters, context).subject).toContain(` ${words}`);
    }
  });

  test.each([
    ['P1D', 'ogni giorno'],
    ['P10D', 'ogni 10 giorni'],
    ['P1W', 'ogni settimana'],
    ['P1M', 'ogni mese'],
    ['P3M', 'ogni 3 mesi'],
  ])('frequency %s reads %s', (contactFrequency, words) => {
    const parameters = MailParameters.parse({
      kind: 'psp-signed',
      ...about,
      didDate,
      pactSignedOn: didDate,
      office,
      contactFrequency,
    });
    expect(render('psp-signed', 'it', parameters, context).text).toContain(`Senti l’ufficio ${words}.`);
  });
});

describe('what render refuses and hides', () => {
  const parameters = MailParameters.parse({ kind: 'mailbox-code', validUntil: '2026-11-24T08:30:00.000Z' });
  const draft = MailParameters.parse({ kind: 'draft-saved', ...about });

  test('a code missing, malformed or where none belongs', () => {
    for (const wrong of [undefined, '', '12345', '1234567', '<b>12', 'abcdef']) {
      expect(() => render('mailbox-code', 'it', parameters, context, wrong)).toThrow('six digits');
    }
    expect(() => render('draft-saved', 'it', draft, context, code)).toThrow('takes no code');
    expect(() => render('withdrawn', 'it', draft, context)).toThrow('draft-saved');
  });

  test('the stored hash does not depend on the code, so that it cannot be guessed from it', () => {
    const other = render('mailbox-code', 'it', parameters, context, '184205');
    expect(other.text).toContain('184205');
    expect(other.hash).toBe(render('mailbox-code', 'it', parameters, context, code).hash);
  });

  test('hostile words of an office are shown, not obeyed', () => {
    const name = `<script>alert(1)</script> & "CPI" 'x' {{title}} <a href=x>`;
    const hostile = MailParameters.parse({ kind: 'did-released', ...about, didDate, office: { ...office, name } });
    const { html, text } = render('did-released', 'it', hostile, context);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<a href=x');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;CPI&quot; &#x27;x&#x27; {{title}}');
    expect(shownIn(html)).toContain(name);
    expect(text).toContain(`Ufficio: ${name}\n`);
  });
});
