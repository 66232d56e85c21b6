import type { Basis, MissingThing } from '../../domain/missing.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import {
  bring,
  byWhen,
  day,
  didDateFact,
  happened,
  ifNot,
  lateOffice,
  pactEnds,
  sign,
  soon,
  todo,
  withoutPact,
  words,
} from './it-words.ts';

const lacks: Readonly<Record<MissingThing, string>> = {
  'identity-document': 'Un documento d’identità valido.',
  'residence-permit': 'Il permesso di soggiorno valido, o la ricevuta del rinnovo.',
  'paper-declaration': 'La dichiarazione su carta: la firmi in ufficio.',
  'inps-extremes': 'La data e il protocollo della domanda all’INPS: porta la ricevuta.',
  'old-did-extremes': 'I dati della tua DID di prima.',
  countersignature: 'La firma di un genitore o del tutore, con un suo documento valido.',
  agreement: 'L’accordo con l’ufficio su che cosa scrivere nel patto.',
};
const asks: Readonly<Record<Basis, string>> = {
  procedure: 'Lo chiede la procedura della Regione.',
  law: 'Lo chiede la legge.',
  office: 'Lo chiede una regola dell’ufficio.',
};

/** The Italian mails about what happens at a counter before the pact, and about a pact that is disputed. */
export const meeting: Pick<Texts, 'operator-chosen' | 'meeting-not-concluded' | 'pact-disputed'> = {
  'operator-chosen': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Hai scelto allo sportello chi ti segue',
      preheader: 'Controlla che sia giusto: chi ti segue vede la tua pratica.',
      title: 'Hai scelto allo sportello chi ti segue',
      dates: [didDateFact(parameters.didDate)],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        `Allo sportello hai mostrato un documento e hai scelto: ${parameters.office.name}.`,
        'Da ora questo ufficio vede la tua pratica.',
        ...(parameters.instead ? ['L’ufficio che avevi scelto prima non la vede più.'] : []),
        'La data della tua DID non cambia.',
      ),
      todo: todo(
        ['Se l’incontro è già finito con il patto, non devi fare altro. Altrimenti torna in ufficio con:'],
        parameters.documents.map((document) => bring[document]),
      ),
      byWhen: byWhen(soon, lateOffice),
      otherwise: ifNot(...withoutPact, 'Prima del patto puoi scegliere un altro ufficio nel portale.'),
      ending: pactEnds,
      notYou: 'Non eri tu allo sportello?',
    }),

  'meeting-not-concluded': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'L’incontro non si è concluso: manca qualcosa',
      preheader: 'Che cosa manca, quando tornare, chi ti aiuta.',
      title: 'L’incontro non si è concluso: manca qualcosa',
      dates: [
        didDateFact(parameters.didDate),
        fact('Incontro', day(parameters.metOn)),
        ...(parameters.nextMeetingOn ? [fact('Nuovo incontro', day(parameters.nextMeetingOn))] : []),
      ],
      office: parameters.office,
      receipt: 'entered',
      happened: section(
        'Che cosa è successo',
        ['Sei venuto in ufficio. La data della tua DID non cambia. Manca ancora questo:'],
        { items: parameters.missing.map(({ what, basis }) => `${lacks[what]} ${asks[basis]}`) },
      ),
      todo: todo(
        ['Se una cosa non riesci ad averla, chiama: ti diciamo come fare.'],
        ['Prepara quello che manca.', `Torna in ufficio. ${sign}`],
      ),
      byWhen: byWhen(
        parameters.nextMeetingOn
          ? `Il nuovo incontro è ${day(parameters.nextMeetingOn)}. Se non puoi, chiama per spostarlo.`
          : 'Torna appena puoi, con o senza appuntamento.',
        lateOffice,
      ),
      otherwise: ifNot(...withoutPact),
      ending: pactEnds,
      notYou: 'Non eri tu in ufficio?',
    }),

  'pact-disputed': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: abbiamo la tua segnalazione`,
      preheader: 'Conserva questa email: è la tua ricevuta.',
      title: 'Hai detto che non hai firmato il patto',
      dates: [didDateFact(parameters.didDate), fact('Data scritta nel patto', day(parameters.pactSignedOn))],
      office: parameters.office,
      happened: happened(
        'Ci hai detto che non hai firmato il patto (PSP).',
        'Ora una persona controlla. Non è chi ti segue.',
        'La data della tua DID non cambia.',
      ),
      todo: todo(
        ['Per ora non devi fare altro.'],
        ['Hai carte che lo mostrano? Conservale.', 'Se ti chiamano per un incontro, vai: così lo spieghi di persona.'],
      ),
      byWhen: byWhen('Chi controlla ti cerca. Se nessuno ti cerca entro 30 giorni, chiama.'),
      otherwise: section('Che cosa succede intanto', [
        'Il patto resta com’è finché una persona non decide.',
        'Nessuna decisione è automatica.',
      ]),
      ending: ['Il procedimento si chiude quando una persona decide sulla tua segnalazione.'],
      notYou: 'Non ci hai scritto tu?',
    }),
};
