import type { Closer, ParametersOf } from '../../domain/communications.ts';
import { dateInRome, type Instant, type PlainDate } from '../../domain/dates.ts';
import { caseMail, type Decided, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { byWhen, day, didDateFact, endsBy, happened, ifNot, soon, todo, words } from './it-words.ts';

/** On a locked screen nobody reads what became of a case. */
const neutral = (caseNumber: string) => ({
  subject: `Pratica ${caseNumber}: c’è una novità`,
  preheader: 'Apri questa email: c’è scritto che cosa puoi fare.',
});
const dated = (didDate: PlainDate | undefined) => (didDate === undefined ? [] : [didDateFact(didDate)]);
const goesOn = ['Il procedimento continua: la tua DID vale ancora.'];
const sameDate = 'La data della tua DID non cambia.';

/** Why a DID was closed, in neutral words. */
const why = {
  job: 'La pratica è chiusa perché risulta che hai un lavoro.',
  pension: 'La pratica è chiusa perché risulta che sei in pensione.',
  moved: 'La pratica è chiusa perché passa a un’altra Regione.',
  annulled: 'La pratica è chiusa: la dichiarazione non vale.',
  'not-admitted': 'La pratica è chiusa: mancavano le condizioni per fare la DID.',
  forfeiture: 'La pratica è chiusa perché la decadenza è definitiva.',
} as const;
/** Why, where the person asked for it: in their own words, not as what others have on record. */
const asAsked = {
  ...why,
  job: 'La pratica è chiusa perché lo hai chiesto: hai scritto che hai un lavoro.',
  pension: 'La pratica è chiusa perché lo hai chiesto: hai scritto che sei in pensione.',
  moved: 'La pratica è chiusa perché lo hai chiesto: passa a un’altra Regione.',
} as const;

const closedOn = (instant: Instant) => day(dateInRome(instant));
const bothDecided = 'due persone: una ha proposto, un’altra ha approvato';
const officers = {
  'job-centre': 'chi lavora al Centro per l’impiego',
  manager: 'chi dirige il servizio',
} as const satisfies Record<Closer, string>;
/** Who proposed and who approved, by their office. */
const byBoth = (deciders: ParametersOf<'did-closed'>['deciders']) =>
  deciders
    ? `due persone: ha proposto ${officers[deciders.proposed]}, ha approvato ${officers[deciders.approved]}`
    : bothDecided;
const noDid = 'la bozza è chiusa: nessuna DID era stata rilasciata';
type Grounds = Omit<Decided, 'appeal'>;
/** On what a closing rests. */
const rules: Readonly<Record<ParametersOf<'did-closed'>['reason'], string>> = {
  job: 'è disoccupato chi non ha un lavoro (D.Lgs. 150/2015, art. 19)',
  pension: 'è disoccupato chi cerca un lavoro (D.Lgs. 150/2015, art. 19)',
  moved: 'la pratica è dove vivi (D.Lgs. 150/2015, art. 20)',
  annulled: 'un atto sbagliato si può annullare (L. 241/1990, art. 21-nonies)',
  'not-admitted': 'chi può fare la DID (D.Lgs. 150/2015, art. 19)',
  forfeiture: 'la decadenza decisa prima, che è definitiva (D.Lgs. 150/2015, art. 21)',
};
/** What a closing changes, and since when. */
function effectOf({ didDate, receivedAt, reason }: ParametersOf<'did-closed'>): string {
  if (didDate === undefined) return noDid;
  if (reason === 'moved') return `da noi la pratica è chiusa da ${closedOn(receivedAt)}; la DID non è revocata`;
  const fromBeginning = reason === 'annulled' || reason === 'not-admitted';
  return fromBeginning
    ? `la DID non vale, dal suo primo giorno: ${day(didDate)}`
    : `la DID non vale più da ${closedOn(receivedAt)}`;
}
/** What is decided by a closing, and by whom: two persons, or one on the person's own word. */
const grounds = (facts: ParametersOf<'did-closed'>): Grounds => ({
  rule: rules[facts.reason],
  effect: effectOf(facts),
  decidedBy: facts.twoPersons
    ? byBoth(facts.deciders)
    : facts.reason === 'forfeiture'
      ? 'la decadenza l’hanno decisa due persone; la chiusura è del Centro per l’impiego'
      : `${facts.office?.name ?? 'il Centro per l’impiego'}, su quello che hai comunicato tu`,
});

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
        ...(parameters.days === undefined
          ? []
          : [`Il lavoro dura ${parameters.days} giorni, secondo quello che è stato comunicato.`]),
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
      ending: endsBy(parameters.pactSignedOn),
      notYou: 'Lavori ancora?',
    }),

  'did-closed': (parameters, context) => {
    const { caseNumber, didDate, reason, since, office, appeal, twoPersons, toRegion, asked } = parameters;
    return caseMail(words, parameters, context, {
      ...neutral(caseNumber),
      title: 'La tua pratica è chiusa',
      dates: [...dated(didDate), ...(since === undefined ? [] : [fact('Vale dal', day(since))])],
      office,
      receipt: 'closed',
      happened: happened(
        (asked ? asAsked : why)[reason],
        ...(toRegion === undefined ? [] : [`La Regione è questa: ${toRegion}.`]),
        ...(reason === 'moved' && didDate !== undefined
          ? ['La tua DID resta valida. Date e scadenze passano alla nuova Regione.']
          : []),
        ...(twoPersons ? ['L’hanno deciso due persone dell’ufficio. I motivi sono scritti nel portale.'] : []),
        ...(reason === 'forfeiture' ? ['Non cambia niente di quello che era stato deciso.'] : ['Non è una sanzione.']),
      ),
      todo: todo(
        ['Se è giusto così, non devi fare altro.', 'Se è uno sbaglio:'],
        [
          'Chiama il Centro per l’impiego o vai di persona. Serve il numero della pratica.',
          'Chiedi di riaprire la pratica con la stessa data.',
          'Ricevi un’indennità INPS? Chiedi aiuto gratis allo sportello o in un patronato.',
        ],
      ),
      byWhen: byWhen(soon, 'Per il ricorso c’è un termine: lo trovi sotto «La decisione».'),
      otherwise: ifNot(
        reason === 'moved' && didDate !== undefined
          ? 'Non rilasciare un’altra DID: la tua vale ancora. La pratica resta chiusa da noi.'
          : 'La pratica resta chiusa. Se un giorno ti serve, puoi rilasciare una nuova DID.',
      ),
      decision: { ...grounds(parameters), appeal },
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
      ending:
        didDate === undefined ? ['Il procedimento parte quando rilasci la DID.'] : endsBy(parameters.pactSignedOn),
      notYou: 'Non lo volevi?',
    });
  },

  'did-rectified': (parameters, context) => {
    const { caseNumber, didDate, pactSignedOn, rectifiedOn, what, office, before } = parameters;
    const changed = (was: PlainDate | undefined, now: PlainDate | undefined) =>
      was && now && was !== now ? ` Prima era ${day(was)}, ora è ${day(now)}.` : '';
    const corrected = {
      data: 'I dati che hai dichiarato.',
      'did-date': `La data della DID.${changed(before?.didDate, didDate)}`,
      'pact-date': `La data del patto.${changed(before?.pactSignedOn, pactSignedOn)}`,
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
      todo: todo(
        ['Il motivo è scritto nella pratica.'],
        ['Entra nel portale e controlla la pratica.', 'Se qualcosa non va, chiama l’ufficio.'],
      ),
      byWhen: byWhen(soon, 'Per il ricorso c’è un termine: lo trovi sotto «La decisione».'),
      otherwise: ifNot('La correzione vale così com’è.'),
      decision: {
        rule: 'un errore si corregge (L. 241/1990, art. 21-nonies)',
        effect: `la correzione vale da ${day(rectifiedOn)}`,
        decidedBy: bothDecided,
        appeal: parameters.appeal,
      },
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
      ending: endsBy(parameters.pactSignedOn),
      notYou: 'Non ti sei trasferito?',
    }),
};
