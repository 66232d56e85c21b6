import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { byWhen, day, happened, ifNot, todo, words } from './it-words.ts';

type Contested = ParametersOf<'breach-contested'>;

/** What a contested fact is about, without a word on the person. */
const matters: Readonly<Record<Contested['what'], string>> = {
  'call-up': 'una convocazione dell’ufficio',
  orientation: 'un’attività di orientamento',
  training: 'un corso o un’altra attività di formazione',
  offer: 'un’offerta di lavoro',
  declaration: 'la dichiarazione di immediata disponibilità',
};

/** What can follow, at most. */
function possibleEffect({ possible, possibleDays, factOn }: Contested): string {
  const from = `dal giorno dopo ${day(factOn)}`;
  if (possible === 'cut') return `la prestazione può ridursi di ${possibleDays} giorni, ${from}`;
  return possible === 'forfeiture'
    ? `la prestazione e lo stato di disoccupazione possono finire, ${from}`
    : `la prestazione può finire, ${from}; quello che hai già maturato resta tuo`;
}

/** By which way the act itself arrives. */
const ways: Readonly<Record<Contested['channel'], string>> = {
  'portal-read': 'L’atto con i fatti è nel portale: il tempo per rispondere parte quando lo leggi lì.',
  email: 'L’atto con i fatti ti arriva per email: il tempo per rispondere parte quando lo ricevi.',
  pec: 'L’atto con i fatti ti arriva per PEC: il tempo per rispondere parte quando lo ricevi.',
  'registered-letter': 'L’atto con i fatti ti arriva per raccomandata: il tempo per rispondere parte quando la ricevi.',
  hand: 'L’atto con i fatti ti viene consegnato a mano: il tempo per rispondere parte da lì.',
};

/** Reasons that the law admits: the list of everybody, never the person's own. */
const admitted = [
  'Sono ammessi per esempio: malattia o infortunio, gravidanza o maternità, un grave motivo di famiglia.',
  'Anche: servizio civile o richiamo militare, la chiamata di un giudice, un limite di legge alla mobilità.',
  'E ogni fatto fuori dal tuo controllo.',
];

/** The Italian mails about a fact that is contested, and about what the person answers. */
export const proceedings: Pick<Texts, 'breach-contested' | 'justification-received'> = {
  'breach-contested': (parameters, context) => {
    const { caseNumber, what, factOn, rule, answerDays, channel, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Pratica ${caseNumber}: puoi rispondere`,
      preheader: 'Apri questa email: c’è scritto come e in quanto tempo.',
      title: 'L’ufficio ti chiede di spiegare un fatto',
      dates: [
        fact('Di che cosa si tratta', matters[what]),
        fact('Giorno del fatto', day(factOn)),
        fact('Regola', rule),
        fact('Che cosa può cambiare, al massimo', possibleEffect(parameters)),
      ],
      office,
      receipt: 'entered',
      happened: happened(
        `L’ufficio ti contesta un fatto di ${day(factOn)}.`,
        'Nessuna decisione è stata presa. Prima l’ufficio deve sentire te.',
        ways[channel],
        'Finché nessuno decide, la tua DID e la tua prestazione non cambiano.',
      ),
      todo: todo(
        ['Leggi i fatti e di’ la tua:'],
        [
          'Entra nel portale, apri la pratica e scrivi la tua risposta.',
          'Se preferisci, vai allo sportello e porta le tue carte.',
          'Non mettere nelle email notizie sulla tua salute: scrivile nel portale.',
          ...admitted,
          'Puoi vedere gli atti della pratica e averne copia: chiedi in ufficio.',
          'Chiedi aiuto gratis allo sportello o in un patronato.',
        ],
      ),
      byWhen: byWhen(
        `Hai ${answerDays} giorni da quando ricevi l’atto. Nel portale leggi l’ultimo giorno.`,
        'Prima di allora nessuno può decidere contro di te.',
      ),
      otherwise: ifNot(
        `Dopo quel tempo ${parameters.decidedBy === 'inps' ? 'l’INPS' : 'l’ufficio'} decide con quello che ha.`,
        'Chi ha contestato il fatto non decide da solo contro di te.',
        'Se la decisione non ti va bene, puoi fare ricorso: ti scriviamo come.',
      ),
      ending: ['Il procedimento finisce con una decisione. Ti scriviamo anche se non cambia niente.'],
      notYou: 'Qualcosa non torna?',
    });
  },

  'justification-received': (parameters, context) => {
    const { caseNumber, to, inTime, receivedOn, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Pratica ${caseNumber}: abbiamo ricevuto la tua risposta`,
      preheader: 'Questa email è la tua ricevuta.',
      title: 'Abbiamo ricevuto la tua risposta',
      dates: [
        fact('Hai risposto', to === 'call-up' ? 'a una convocazione' : 'a un fatto contestato'),
        ...(receivedOn === undefined ? [] : [fact('Arrivata all’ufficio', day(receivedOn))]),
      ],
      office,
      happened: happened(
        receivedOn === undefined
          ? 'La tua risposta è nella pratica, con il giorno e l’ora in cui è arrivata.'
          : 'L’ufficio ha scritto nella pratica la risposta che hai dato, con il giorno in cui l’ha ricevuta.',
        inTime
          ? 'È arrivata nei termini.'
          : 'È arrivata dopo l’ultimo giorno. La teniamo lo stesso: chi decide la legge.',
        parameters.decidedBy === 'inps'
          ? 'La leggono solo l’INPS, che decide, e il Centro per l’impiego.'
          : 'La legge solo il Centro per l’impiego che decide.',
      ),
      todo: todo(
        ['Non devi fare altro.'],
        ['Se hai altro da dire, scrivilo nel portale. Le carte portale allo sportello.'],
      ),
      byWhen: byWhen('Le scadenze della tua pratica sono scritte nel portale.'),
      otherwise: ifNot('L’ufficio guarda quello che hai scritto e ti fa sapere.'),
      ending: ['Il procedimento continua. Quando c’è una decisione ti scriviamo.'],
      notYou: 'Non hai risposto tu?',
    });
  },
};
