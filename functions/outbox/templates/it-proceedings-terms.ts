import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { by, byWhen, day, happened, ifNot, theDay, todo, words } from './it-words.ts';

const answer = [
  'Entra nel portale, apri la pratica e scrivi la tua risposta.',
  'Se preferisci, vai allo sportello e porta le tue carte.',
  'Chiedi aiuto gratis allo sportello o in un patronato.',
];
const undecided = 'Nessuna decisione è stata presa.';
const wholeDay = 'Quel giorno è compreso.';
const ending = ['Il procedimento continua. Ti scriviamo quando l’ufficio decide, qualunque sia la decisione.'];

/** The Italian mails about the time to answer to what is contested: more of it, or that it ends soon. */
export const proceedingTerms: Pick<Texts, 'deadline-extended' | 'deadline-reminder'> = {
  'deadline-extended': (parameters, context) => {
    const { factOn, until, before, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Hai più tempo: rispondi entro ${theDay(until)}`,
      preheader: 'L’ufficio ti ha dato più tempo per rispondere.',
      title: 'Hai più tempo per rispondere',
      dates: [fact('Fatto del', day(factOn)), fact('Prima era entro', day(before)), fact('Rispondi entro', day(until))],
      office,
      receipt: 'entered',
      happened: happened(
        'Ti abbiamo scritto di un fatto e ti abbiamo chiesto di rispondere.',
        `L’ultimo giorno per rispondere era ${day(before)}. Ora è ${day(until)}.`,
        undecided,
      ),
      todo: todo(['Hai già risposto? Allora non devi fare altro.', 'Se vuoi rispondere:'], answer),
      byWhen: byWhen(`Rispondi entro ${by(until)}. ${wholeDay}`),
      otherwise: ifNot('Dopo quel giorno l’ufficio può decidere anche senza la tua risposta.'),
      ending,
      notYou: 'Non hai chiesto tu più tempo?',
    });
  },

  'deadline-reminder': (parameters, context) => {
    const { factOn, contestedOn, until, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Promemoria: rispondi entro ${theDay(until)}`,
      preheader: 'È un promemoria: puoi ancora rispondere.',
      title: 'Promemoria: puoi ancora rispondere',
      dates: [
        fact('Fatto del', day(factOn)),
        fact('Ti abbiamo scritto', day(contestedOn)),
        fact('Rispondi entro', day(until)),
      ],
      office,
      happened: happened(
        'Ti abbiamo scritto di un fatto e ti abbiamo chiesto di rispondere.',
        'Non risulta ancora una tua risposta.',
        undecided,
        'Le regole e i motivi ammessi sono scritti nel portale.',
      ),
      todo: todo(['Non sei obbligato a rispondere. Se vuoi farlo:'], answer),
      byWhen: byWhen(`Rispondi entro ${by(until)}. ${wholeDay}`, 'Ti serve più tempo? Chiedilo all’ufficio prima.'),
      otherwise: ifNot('Dopo quel giorno l’ufficio può decidere anche senza la tua risposta.'),
      ending,
      notYou: 'Non ne sai niente?',
    });
  },
};
