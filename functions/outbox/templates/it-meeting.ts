import type { PlainDate } from '../../domain/dates.ts';
import type { Basis, MissingThing } from '../../domain/missing.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import {
  bring,
  byWhen,
  day,
  didDateFact,
  endsBy,
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
  'fiscal-code-paper': 'Il foglio su cui è scritto il codice fiscale provvisorio.',
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

/** The day of the DID, where it is known already. */
const dated = (didDate: PlainDate | undefined) => (didDate === undefined ? [] : [didDateFact(didDate)]);

/** The Italian mails about what happens at a counter before the pact. */
export const meeting: Pick<Texts, 'operator-chosen' | 'meeting-not-concluded'> = {
  'operator-chosen': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Hai scelto allo sportello chi ti segue',
      preheader: 'Controlla che sia giusto: chi ti segue vede la tua pratica.',
      title: 'Hai scelto allo sportello chi ti segue',
      dates: dated(parameters.didDate),
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        `Allo sportello hai mostrato un documento e hai scelto: ${parameters.office.name}.`,
        'Da ora questo ufficio vede la tua pratica.',
        ...(parameters.instead ? ['L’ufficio che avevi scelto prima non la vede più.'] : []),
        ...(parameters.didDate === undefined ? [] : ['La data della tua DID non cambia.']),
      ),
      todo: todo(
        parameters.pactSignedOn
          ? ['Il patto che hai firmato resta valido. Non devi fare altro.']
          : ['Se l’incontro è già finito con il patto, non devi fare altro. Altrimenti torna in ufficio con:'],
        parameters.pactSignedOn ? [] : parameters.documents.map((document) => bring[document]),
      ),
      byWhen: parameters.pactSignedOn ? byWhen('Non c’è nessuna scadenza.') : byWhen(soon, lateOffice),
      otherwise: parameters.pactSignedOn
        ? ifNot('Non succede niente: il patto continua con questo ufficio.')
        : ifNot(...withoutPact, 'Prima del patto puoi scegliere un altro ufficio nel portale.'),
      ending: endsBy(parameters.pactSignedOn),
      notYou: 'Non eri tu allo sportello?',
    }),

  'meeting-not-concluded': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'L’incontro non si è concluso: manca qualcosa',
      preheader: 'Che cosa manca, quando tornare, chi ti aiuta.',
      title: 'L’incontro non si è concluso: manca qualcosa',
      dates: [
        ...dated(parameters.didDate),
        fact('Incontro', day(parameters.metOn)),
        ...(parameters.nextMeetingOn ? [fact('Nuovo incontro', day(parameters.nextMeetingOn))] : []),
      ],
      office: parameters.office,
      receipt: 'entered',
      happened: section(
        'Che cosa è successo',
        [
          `Sei venuto in ufficio.${parameters.didDate === undefined ? '' : ' La data della tua DID non cambia.'} Manca ancora questo:`,
        ],
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
      otherwise: ifNot(
        ...withoutPact,
        ...(parameters.completeBy
          ? [`Dopo ${day(parameters.completeBy)} la pratica può essere chiusa. Prima ti scriviamo due volte.`]
          : []),
      ),
      ending: pactEnds,
      notYou: 'Non eri tu in ufficio?',
    }),
};
