import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import {
  by,
  byWhen,
  choose,
  day,
  didDateFact,
  happened,
  ifNot,
  lateOffice,
  meet,
  pactEnds,
  sign,
  soon,
  todo,
  withoutPact,
  words,
} from './it-words.ts';
import { moment } from './words.ts';

const noOther = 'Non rilasciare un’altra DID nel portale.';
const apply = 'Fai la domanda sul sito dell’INPS, o vai in un patronato: è gratis.';
const then = 'Poi scrivi nel portale la data e il protocollo della ricevuta.';
const wrong = 'La risposta ti sembra sbagliata? Chiedi all’ufficio di controllare.';
const opens = ['Il procedimento non è ancora aperto: parte con la domanda all’INPS.'];
const jobCentreFact = (name: string) => fact('Centro per l’impiego', name);

/** The Italian mails about routes B and C: the application to INPS, the earlier DID at a job centre (S0:43-65). */
export const routes: Pick<
  Texts,
  | 'inps-application'
  | 'inps-awaited'
  | 'inps-reminder'
  | 'inps-date-decided'
  | 'old-did-asked'
  | 'old-did-answered'
  | 'extremes-verified'
> = {
  'inps-application': (parameters, context) => {
    const { appliedOn, protocol, didDate, office, toldBy, joined, differs } = parameters;
    const heard =
      toldBy === 'inps'
        ? ['L’INPS ci ha detto che hai fatto domanda, da te o con un patronato.']
        : ['Ci hai scritto che hai fatto domanda all’INPS.'];
    const one = joined
      ? ['Avevi già una DID: resta una sola, e vale la prima data.']
      : ['La domanda è anche la tua DID: non serve farne un’altra.'];
    return caseMail(words, parameters, context, {
      subject: toldBy === 'inps' ? 'Abbiamo ricevuto la tua domanda INPS' : 'La tua domanda INPS: cosa fare adesso',
      preheader: 'Non fare un’altra DID: ora serve il patto.',
      title: 'La tua domanda all’INPS: ora serve il patto',
      dates: [
        fact('Domanda all’INPS', day(appliedOn)),
        ...(protocol === undefined ? [] : [fact('Protocollo INPS', protocol)]),
        didDateFact(didDate),
      ],
      office,
      receipt: toldBy === 'inps' ? 'entered' : 'received',
      happened: happened(
        ...heard,
        ...one,
        `La disoccupazione parte dal giorno della DID: ${day(didDate)}.`,
        ...(differs
          ? ['I dati dell’INPS non sono uguali a quelli che hai scritto tu. L’ufficio li controlla con te.']
          : []),
        'Per confermare lo stato di disoccupazione devi firmare il patto (PSP).',
        ...(toldBy === 'inps' ? ['Il patronato non riceve questa email.'] : []),
      ),
      todo: todo(
        [noOther],
        [
          ...(office ? [] : choose),
          ...meet,
          'Porta la ricevuta della domanda e un documento d’identità valido.',
          'La data è sbagliata? Dillo all’ufficio.',
        ],
      ),
      byWhen: byWhen(soon, lateOffice),
      otherwise: ifNot(...withoutPact),
      ending: pactEnds,
      notYou: 'Non sei stato tu?',
    });
  },

  'inps-awaited': (parameters, context) => {
    if (parameters.applied) {
      return caseMail(words, parameters, context, {
        subject: 'La tua domanda all’INPS: manca solo la data',
        preheader: 'Scrivi la data, o porta la ricevuta in ufficio.',
        title: 'Hai fatto domanda all’INPS: manca solo la data',
        dates: [],
        happened: happened(
          'Ci hai scritto che hai fatto domanda all’INPS.',
          'Quella domanda è anche la tua DID: non serve farne un’altra.',
          'La disoccupazione parte dal giorno della domanda. Ci manca solo questa data.',
        ),
        todo: todo(
          [noOther],
          ['Trova la ricevuta della domanda.', 'Scrivi nel portale la data e il protocollo.', ...choose, ...meet],
        ),
        byWhen: byWhen(soon, 'Non trovi la ricevuta? Vai lo stesso in ufficio, o in un patronato: è gratis.'),
        otherwise: ifNot(
          'La domanda resta fatta e la tua DID resta.',
          'Senza la data l’ufficio non può fare il patto (PSP).',
        ),
        ending: pactEnds,
        notYou: 'Non sei stato tu?',
      });
    }
    return caseMail(words, parameters, context, {
      subject: 'Ora serve la domanda all’INPS',
      preheader: 'La DID nascerà con quella domanda.',
      title: 'Aspettiamo la tua domanda all’INPS',
      dates: [],
      happened: happened(
        'Hai scelto il percorso di chi fa domanda all’INPS.',
        'La DID non esiste ancora: nascerà con quella domanda.',
        'La disoccupazione parte dal giorno della domanda.',
      ),
      todo: todo(['Hai già fatto la domanda? Allora bastano i dati della ricevuta.'], [apply, then, noOther]),
      byWhen: byWhen(soon, 'Prima fai la domanda, prima parte la disoccupazione.'),
      otherwise: ifNot(
        'Senza la domanda la DID non nasce.',
        'Hai cambiato idea? Nel portale puoi cambiare percorso.',
        'I giorni partono solo da quando rilasci lì la DID.',
      ),
      ending: opens,
      notYou: 'Non sei stato tu?',
    });
  },

  'inps-reminder': (parameters, context) => {
    if (parameters.applied) {
      return caseMail(words, parameters, context, {
        subject: 'Ci manca la data della tua domanda INPS',
        preheader: 'Scrivila nel portale, o porta la ricevuta in ufficio.',
        title: 'Ci manca solo la data della tua domanda all’INPS',
        dates: [fact('Percorso scelto', moment('it', parameters.receivedAt))],
        happened: happened(
          'Ci hai scritto che hai fatto domanda all’INPS: quella domanda è la tua DID.',
          'La data non ci risulta ancora.',
        ),
        todo: todo(
          [noOther],
          [
            'Scrivi nel portale la data e il protocollo della ricevuta.',
            'Non la trovi? Chiedila all’INPS o al patronato: è gratis.',
            'Puoi anche andare in ufficio e cercarla insieme.',
          ],
        ),
        byWhen: byWhen(soon, lateOffice),
        otherwise: ifNot(
          'La tua pratica resta aperta.',
          'Più avanti un ufficio può chiamarti per aiutarti.',
          'Non è una sanzione.',
        ),
        ending: pactEnds,
        notYou: 'Non sei stato tu?',
      });
    }
    return caseMail(words, parameters, context, {
      subject: 'Hai cambiato idea sulla domanda all’INPS?',
      preheader: 'Se sì, nel portale puoi cambiare percorso.',
      title: 'Hai cambiato idea sulla domanda all’INPS?',
      dates: [fact('Percorso scelto', moment('it', parameters.receivedAt))],
      happened: happened(
        'Nel portale hai scelto il percorso di chi fa domanda all’INPS.',
        'Da noi la domanda non risulta ancora. La DID nascerà con quella.',
      ),
      todo: todo(
        ['Scegli una di queste strade:'],
        [
          `La domanda è ancora da fare? ${apply}`,
          'L’hai già fatta? Scrivi nel portale la data e il protocollo della domanda.',
          'Hai cambiato idea? Nel portale passa al percorso A e rilascia lì la DID.',
        ],
      ),
      byWhen: byWhen(soon, 'La disoccupazione parte solo dal giorno della DID.'),
      otherwise: ifNot(
        'La tua pratica resta aperta.',
        'Più avanti un ufficio può chiamarti per aiutarti.',
        'Non è una sanzione.',
      ),
      ending: opens,
      notYou: 'Non sei stato tu?',
    });
  },

  'inps-date-decided': (parameters, context) => {
    const { didDate, didDateBefore, counts, office } = parameters;
    const same = didDate === didDateBefore;
    return caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: controllata la data`,
      preheader: 'Apri questa email: c’è scritta la data che conta.',
      title: 'Abbiamo controllato la data della tua DID',
      dates: [...(same ? [] : [fact('Data di prima', day(didDateBefore))]), didDateFact(didDate)],
      office,
      receipt: 'entered',
      happened: happened(
        'Sulla tua domanda i dati dell’INPS e quelli scritti da te erano diversi.',
        counts === 'inps'
          ? 'L’ufficio ha deciso: contano i dati dell’INPS.'
          : 'L’ufficio ha deciso: contano i tuoi dati.',
        'Il motivo è scritto nella pratica, nel portale.',
        same
          ? `La data della DID non cambia: ${day(didDate)}.`
          : `La DID era di ${day(didDateBefore)}. Ora è di ${day(didDate)}: la disoccupazione parte da quel giorno.`,
      ),
      todo: todo(
        ['Se è giusto così, non devi fare altro.'],
        ['Controlla la ricevuta della domanda.', 'Non torna? Portala all’ufficio e chiedi di correggere.'],
      ),
      byWhen: byWhen(soon),
      otherwise: ifNot('Vale la data scritta qui.'),
      ending: ['Il procedimento continua: la tua DID vale.'],
      notYou: 'Quella domanda all’INPS non è tua?',
    });
  },

  'old-did-asked': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Abbiamo chiesto se la tua DID vale ancora',
      preheader: 'Per ora non devi fare niente: ti scriviamo noi.',
      title: 'Abbiamo chiesto se la tua DID vale ancora',
      dates: [
        jobCentreFact(parameters.jobCentre),
        ...(parameters.statedDate === undefined ? [] : [fact('La data che ricordi', day(parameters.statedDate))]),
      ],
      happened: happened(
        'Ci hai detto che avevi già una DID.',
        'Abbiamo chiesto all’ufficio che l’ha ricevuta se vale ancora.',
      ),
      todo: todo(['Per ora non devi fare altro.'], [`${noOther} Forse la tua vale ancora.`]),
      byWhen: byWhen('Ti scriviamo appena arriva la risposta.', lateOffice),
      otherwise: section('Se la risposta non arriva', [
        'Chiediamo di nuovo all’ufficio.',
        'Il silenzio dell’ufficio non vale mai come un no.',
      ]),
      ending: ['Il procedimento va avanti quando l’ufficio risponde.'],
      notYou: 'Non sei stato tu?',
    }),

  'old-did-answered': (parameters, context) => {
    const { valid, didDate, completeBy, jobCentre, pactSignedOn } = parameters;
    const signed = pactSignedOn !== undefined;
    const neutral = {
      subject: `Pratica ${parameters.caseNumber}: c’è una risposta`,
      preheader: 'Apri questa email: c’è scritto che cosa fare adesso.',
      receipt: 'entered',
      notYou: 'Non avevi chiesto tu?',
    } as const;
    const dates = [
      jobCentreFact(jobCentre),
      ...(didDate === undefined ? [] : [didDateFact(didDate)]),
      ...(signed ? [fact('Patto firmato il', day(pactSignedOn))] : []),
    ];
    const decision = {
      rule: 'senza una DID che vale ancora, ne serve una nuova (D.Lgs. 150/2015, art. 19)',
      effect: 'la DID di prima non conta: la disoccupazione parte dal giorno di quella nuova',
      decidedBy: jobCentre,
      appeal: parameters.appeal,
    };
    if (valid || completeBy === undefined) {
      return caseMail(words, parameters, context, {
        ...neutral,
        title: valid ? 'La tua DID vale ancora' : 'La DID di prima non vale più',
        dates,
        happened: happened(
          valid
            ? 'Il Centro per l’impiego ha risposto: la DID che avevi vale ancora.'
            : 'Il Centro per l’impiego ha risposto: la DID che avevi non vale più. Il motivo è scritto nella pratica.',
          didDate === undefined
            ? 'La tua DID nascerà con la domanda all’INPS.'
            : `La disoccupazione parte dal giorno della tua DID: ${day(didDate)}.`,
          ...(signed ? [] : ['Per confermare lo stato di disoccupazione devi firmare il patto (PSP).']),
        ),
        todo: signed
          ? todo(['Non devi fare altro: gli impegni del patto restano gli stessi.'], [noOther])
          : todo([noOther], [...choose, ...meet, sign]),
        byWhen: signed ? byWhen('Le scadenze della tua pratica sono scritte nel portale.') : byWhen(soon, lateOffice),
        otherwise: ifNot(
          ...(signed ? ['Non succede niente: il patto continua.'] : withoutPact),
          ...(valid ? [] : [wrong]),
        ),
        ...(valid ? {} : { decision }),
        ending: signed ? ['Il procedimento continua con il patto che hai firmato.'] : pactEnds,
      });
    }
    return caseMail(words, parameters, context, {
      ...neutral,
      decision,
      title: 'Ora serve una nuova DID',
      dates,
      happened: happened(
        'Il Centro per l’impiego ha risposto: la DID che avevi non vale più. Il motivo è scritto nella pratica.',
        'Ora nel portale c’è una tua bozza: la nuova DID non è ancora rilasciata.',
        'La disoccupazione parte dal giorno in cui rilasci la nuova DID.',
      ),
      todo: todo([], ['Entra nel portale.', 'Controlla i dati della bozza.', 'Premi «Salva DID».']),
      byWhen: byWhen(`Rilascia la DID entro ${by(completeBy)}.`, soon),
      otherwise: ifNot('Dopo questa data la bozza può essere eliminata. Prima ti scriviamo.', wrong),
      ending: ['Il procedimento si chiude con la nuova DID e con il patto.'],
    });
  },

  'extremes-verified': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Dati controllati: ora serve il patto',
      preheader: 'Manca un passo: la firma del patto.',
      title: 'Dati controllati: ora serve il patto',
      dates: [didDateFact(parameters.didDate), fact('Dati controllati', day(parameters.verifiedOn))],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        'L’ufficio ha controllato con te i dati della tua DID.',
        `La disoccupazione parte dal giorno della DID: ${day(parameters.didDate)}.`,
        'Per confermare lo stato di disoccupazione manca la firma del patto (PSP).',
      ),
      todo: todo([], [...meet, sign]),
      byWhen: byWhen(soon, lateOffice),
      otherwise: ifNot(...withoutPact),
      ending: pactEnds,
      notYou: 'Non eri tu in ufficio?',
    }),
};
