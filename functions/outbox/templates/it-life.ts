import type { PlainDate } from '../../domain/dates.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { byWhen, day, didDateFact, happened, ifNot, pactEnds, soon, todo, words } from './it-words.ts';

/** On a locked screen nobody reads what became of a case. */
const neutral = (caseNumber: string) => ({
  subject: `Pratica ${caseNumber}: c’è una novità`,
  preheader: 'Apri questa email: c’è scritto che cosa puoi fare.',
});
const dated = (didDate: PlainDate | undefined) => (didDate === undefined ? [] : [didDateFact(didDate)]);
const goesOn = ['Il procedimento continua: la tua DID vale ancora.'];
const noTerm = byWhen('Non c’è nessuna scadenza.');
const sameDate = 'La data della tua DID non cambia.';

/** Why a DID was closed, in neutral words. */
const why = {
  job: ['La pratica è chiusa perché risulta che hai un lavoro.'],
  pension: ['La pratica è chiusa perché risulta che sei in pensione.'],
  moved: ['La pratica è chiusa perché passa a un’altra Regione.'],
  annulled: ['La pratica è chiusa: la dichiarazione non vale.', 'L’hanno deciso due persone dell’ufficio.'],
  'not-admitted': [
    'La pratica è chiusa: mancavano le condizioni per fare la DID.',
    'L’hanno deciso due persone dell’ufficio.',
  ],
} as const;

/** The Italian mails about the life of a DID: work, an end, a way back, a correction. */
export const life: Pick<
  Texts,
  'status-suspended' | 'status-resumed' | 'did-closed' | 'did-reopened' | 'did-rectified' | 'case-transferred'
> = {
  'status-suspended': (parameters, context) =>
    caseMail(words, parameters, context, {
      ...neutral(parameters.caseNumber),
      title: 'Stato di disoccupazione sospeso per lavoro',
      dates: [didDateFact(parameters.didDate), fact('Sospeso dal', day(parameters.from))],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        `Hai un lavoro: lo stato di disoccupazione è sospeso da ${day(parameters.from)}.`,
        'La DID non si chiude. Quando il lavoro finisce, torna dove era.',
        sameDate,
      ),
      todo: todo([], ['Quando il lavoro finisce, entra nel portale e scrivi l’ultimo giorno.']),
      byWhen: byWhen(
        'Fallo subito dopo l’ultimo giorno di lavoro.',
        `La sospensione dura al massimo ${parameters.limitDays} giorni.`,
      ),
      otherwise: ifNot('Non si chiude niente da solo. L’ufficio ti cerca per sapere come va.'),
      ending: goesOn,
      notYou: 'Non hai un lavoro?',
    }),

  'status-resumed': (parameters, context) =>
    caseMail(words, parameters, context, {
      ...neutral(parameters.caseNumber),
      title: 'Lo stato di disoccupazione è ripreso',
      dates: [
        didDateFact(parameters.didDate),
        fact('Sospeso dal', day(parameters.from)),
        fact('Sospeso fino al', day(parameters.until)),
      ],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        'Il lavoro è finito: la tua DID è di nuovo dove era.',
        sameDate,
        'I giorni di lavoro non contano nelle tue scadenze.',
      ),
      todo: todo([], ['Entra nel portale e guarda qual è il prossimo passo.']),
      byWhen: byWhen(soon, 'Le scadenze della tua pratica sono scritte nel portale.'),
      otherwise: ifNot('Prima di ogni scadenza ti scriviamo.'),
      ending: pactEnds,
      notYou: 'Lavori ancora?',
    }),

  'did-closed': (parameters, context) => {
    const { caseNumber, didDate, reason, since, office, appealDays } = parameters;
    return caseMail(words, parameters, context, {
      ...neutral(caseNumber),
      title: 'La tua pratica è chiusa',
      dates: [...dated(didDate), ...(since === undefined ? [] : [fact('Vale dal', day(since))])],
      office,
      receipt: 'closed',
      happened: happened(...why[reason], 'Non è una sanzione.'),
      todo: todo(
        ['Se è giusto così, non devi fare altro.', 'Se è uno sbaglio:'],
        [
          'Chiama il Centro per l’impiego o vai di persona. Serve il numero della pratica.',
          'Chiedi di riaprire la pratica con la stessa data.',
          'Ricevi un’indennità INPS? Chiedi aiuto gratis allo sportello o in un patronato.',
        ],
      ),
      byWhen: byWhen(
        soon,
        ...(appealDays === undefined
          ? []
          : [`Puoi anche fare ricorso al TAR entro ${appealDays} giorni da quando leggi questa email.`]),
      ),
      otherwise: ifNot('La pratica resta chiusa. Se un giorno ti serve, puoi rilasciare una nuova DID.'),
      ending: ['Con la chiusura questo procedimento è finito. Se riapriamo la pratica, riprende.'],
      notYou: 'Non è vero?',
    });
  },

  'did-reopened': (parameters, context) => {
    const { caseNumber, didDate, by, merged, office } = parameters;
    return caseMail(words, parameters, context, {
      ...neutral(caseNumber),
      title: 'La tua pratica è di nuovo aperta',
      dates: dated(didDate),
      office,
      receipt: by === 'citizen' ? 'received' : 'entered',
      happened: happened(
        by === 'citizen'
          ? 'Hai annullato il ritiro: la pratica è di nuovo aperta.'
          : 'L’ufficio ha riaperto la pratica.',
        ...(didDate === undefined ? [] : [`La data della DID è la stessa: ${day(didDate)}.`]),
        ...(merged ? ['Avevi un’altra DID più recente: ora ne resta una sola, e vale la prima data.'] : []),
      ),
      todo: todo([], ['Entra nel portale e guarda qual è il prossimo passo.']),
      byWhen: byWhen(soon, 'Le scadenze della tua pratica partono di nuovo.'),
      otherwise: ifNot('Prima di ogni scadenza ti scriviamo.'),
      ending: didDate === undefined ? ['Il procedimento parte quando rilasci la DID.'] : pactEnds,
      notYou: 'Non lo volevi?',
    });
  },

  'did-rectified': (parameters, context) => {
    const { caseNumber, didDate, rectifiedOn, what, office } = parameters;
    const corrected = {
      data: 'I dati che hai dichiarato.',
      'did-date': 'La data della DID.',
      'pact-date': 'La data del patto.',
    } as const;
    return caseMail(words, parameters, context, {
      ...neutral(caseNumber),
      title: 'Abbiamo corretto la tua pratica',
      dates: [...dated(didDate), fact('Corretta il', day(rectifiedOn))],
      office,
      receipt: 'entered',
      happened: section(
        'Che cosa è successo',
        ['Nella pratica c’era un errore. Due persone dell’ufficio l’hanno corretto. È cambiato questo:'],
        { items: what.map((one) => corrected[one]) },
      ),
      todo: todo([], ['Entra nel portale e controlla la pratica.', 'Se qualcosa non va, chiama l’ufficio.']),
      byWhen: noTerm,
      otherwise: ifNot('La correzione vale così com’è.'),
      ending: goesOn,
      notYou: 'La correzione è sbagliata?',
    });
  },

  'case-transferred': (parameters, context) =>
    caseMail(words, parameters, context, {
      ...neutral(parameters.caseNumber),
      title: 'La tua pratica passa a un altro ufficio',
      dates: dated(parameters.didDate),
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        `Ora il Centro per l’impiego competente è questo: ${parameters.office.name}.`,
        'Date e scadenze restano le stesse.',
        ...(parameters.follows ? ['È anche l’ufficio con cui firmi il patto.'] : []),
      ),
      todo: todo(['Non devi fare altro.'], ['Per la tua pratica rivolgiti al nuovo ufficio.']),
      byWhen: byWhen('Le scadenze della tua pratica sono scritte nel portale.'),
      otherwise: ifNot('Non succede niente: il nuovo ufficio ha già la tua pratica.'),
      ending: pactEnds,
      notYou: 'Non ti sei trasferito?',
    }),
};
