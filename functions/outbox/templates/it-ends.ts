import { documentsToBring } from '../../domain/communications.ts';
import { dateInRome, type PlainDate } from '../../domain/dates.ts';
import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import {
  bring,
  by,
  byAtOffice,
  byWhen,
  choose,
  day,
  didDateFact,
  happened,
  ifNot,
  lateOffice,
  meet,
  pactEnds,
  soon,
  theDay,
  todo,
  words,
} from './it-words.ts';
import { moment } from './words.ts';

const times = {
  1: 'Questo è il primo di due promemoria.',
  2: 'Questo è il secondo di due promemoria: è l’ultimo.',
} as const;
const complete = (date: PlainDate) => fact('Da completare entro', day(date));
const wholeDay = 'Quel giorno è compreso.';

/** The Italian mails about a file that is not completed: before it is closed, and once it is (S0:27). */
export const ends: Pick<Texts, 'completion-reminder' | 'term-extended' | 'file-closed'> = {
  'completion-reminder': (parameters, context) => {
    const { didDate, closesOn, noticeNumber, receivedAt, office, documents = documentsToBring } = parameters;
    if (didDate === undefined) {
      return caseMail(words, parameters, context, {
        subject: `Promemoria: entro ${theDay(closesOn)} rilascia la DID`,
        preheader: 'La DID non è ancora rilasciata: manca un passo.',
        title: 'Promemoria: la DID non è ancora rilasciata',
        dates: [fact('Bozza salvata', moment('it', receivedAt)), complete(closesOn)],
        office,
        happened: happened(
          'Nel portale c’è una tua bozza. La DID non è ancora rilasciata: per ora non esiste nessuna DID.',
          'La disoccupazione parte solo dal giorno in cui rilasci la DID.',
          times[noticeNumber],
        ),
        todo: todo(
          ['Non ti serve più la DID? Allora non devi fare niente.', 'Se ti serve ancora:'],
          ['Entra nel portale.', 'Controlla i dati della bozza.', 'Premi «Salva DID».'],
        ),
        byWhen: byWhen(`Rilascia la DID entro ${by(closesOn)}. ${wholeDay}`, 'Ti serve aiuto? Chiama: è gratuito.'),
        otherwise: ifNot(
          'Dopo quel giorno la bozza sarà eliminata.',
          'Non è una sanzione: puoi sempre fare una nuova bozza.',
        ),
        ending: ['Il procedimento non è ancora aperto: parte quando rilasci la DID.'],
        notYou: 'Non hai salvato tu la bozza?',
      });
    }
    return caseMail(words, parameters, context, {
      subject: `Promemoria: entro ${theDay(closesOn)} completa la DID`,
      preheader: 'Che cosa manca, che cosa portare, chi ti aiuta.',
      title: 'Promemoria: la tua DID va completata',
      dates: [fact('DID rilasciata', moment('it', receivedAt)), didDateFact(didDate), complete(closesOn)],
      office,
      happened: happened(
        'Hai rilasciato la DID «con riserva». Non risulta ancora completata.',
        'Manca un passo: l’ufficio deve vedere chi sei. Poi serve il patto (PSP).',
        `La data vale comunque. La disoccupazione parte dal giorno della DID: ${day(didDate)}.`,
        'Questa email non è una sanzione.',
        times[noticeNumber],
      ),
      todo: todo(
        [
          ...(office ? [] : ['Se non l’hai ancora scelto, scegli nel portale chi ti segue.']),
          ...meet,
          'Hai già portato i documenti? Chiama e controlliamo insieme.',
          'Porta con te:',
        ],
        documents.map((document) => bring[document]),
      ),
      byWhen: byWhen(
        `Completa la DID entro ${byAtOffice(closesOn)}. ${wholeDay}`,
        'Ti serve più tempo? Chiama e chiedi un rinvio.',
        lateOffice,
      ),
      otherwise: ifNot(
        'Dopo quel giorno la pratica può essere chiusa. In quel caso ti scriviamo.',
        'Non è una sanzione e non riduce le indennità.',
        'Puoi chiedere di riaprire la pratica con la stessa data.',
      ),
      ending: pactEnds,
      notYou: 'Non hai rilasciato tu la DID?',
    });
  },

  'term-extended': (parameters, context) => {
    const { didDate, closesOn, before, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Hai più tempo: completa la DID entro ${theDay(closesOn)}`,
      preheader: 'L’ufficio ti ha dato un rinvio.',
      title: 'Hai più tempo per completare la DID',
      dates: [didDateFact(didDate), fact('Prima era entro', day(before)), complete(closesOn)],
      office,
      receipt: 'entered',
      happened: happened(
        'L’ufficio ti ha dato più tempo per completare la DID con riserva.',
        `L’ultimo giorno era ${day(before)}. Ora è ${day(closesOn)}.`,
        'La data della tua DID non cambia.',
      ),
      todo: todo([...(office ? [] : choose), ...meet, 'Porta con te un documento d’identità valido.'], []),
      byWhen: byWhen(`Completa la DID entro ${byAtOffice(closesOn)}. ${wholeDay}`, lateOffice),
      otherwise: ifNot('Dopo quel giorno la pratica può essere chiusa. Prima ti scriviamo due volte.'),
      ending: pactEnds,
      notYou: 'Non hai chiesto tu più tempo?',
    });
  },

  'file-closed': (parameters, context) => {
    const { caseNumber, didDate, office } = parameters;
    const neutral = {
      subject: `Pratica ${caseNumber}: c’è una novità`,
      preheader: 'Apri questa email: c’è scritto che cosa puoi fare.',
    };
    if (didDate === undefined) {
      return caseMail(words, parameters, context, {
        ...neutral,
        title: 'Bozza eliminata: nessuna DID era stata rilasciata',
        dates: [],
        receipt: 'deleted',
        office,
        happened: happened(
          'La bozza è eliminata. Nessuna DID era stata rilasciata.',
          'Prima ti abbiamo scritto due volte. Non è una sanzione.',
        ),
        todo: todo(
          ['Non ti serve la DID? Allora non devi fare altro.', 'Se ti serve ancora:'],
          ['Entra nel portale.', 'Fai una nuova bozza.', 'Premi «Salva DID».'],
        ),
        byWhen: byWhen('Non c’è nessuna scadenza.', 'La disoccupazione parte solo dal giorno in cui rilasci la DID.'),
        otherwise: ifNot('Non succede niente: puoi fare una nuova bozza quando vuoi.'),
        ending: ['Non c’è nessun procedimento aperto.'],
        notYou: 'Non avevi salvato tu la bozza?',
      });
    }
    return caseMail(words, parameters, context, {
      ...neutral,
      title: 'Pratica chiusa: la DID con riserva non è stata completata',
      dates: [didDateFact(didDate)],
      receipt: 'closed',
      office,
      happened: happened(
        'La pratica è chiusa perché la DID con riserva non è stata completata.',
        `È la DID di ${day(didDate)}. Non risulta che l’ufficio abbia controllato la tua identità.`,
        'Prima ti abbiamo scritto due volte.',
        'Non è una sanzione e non riduce le indennità.',
      ),
      todo: todo(
        [
          'Hai due possibilità. Per scegliere puoi farti aiutare gratis allo sportello o in un patronato.',
          'Per la riapertura chiama il Centro per l’impiego o vai di persona. Serve il numero della pratica.',
        ],
        [
          'Puoi chiedere di riaprire la pratica con la stessa data. Poi completi la DID.',
          'Oppure rilascia una nuova DID nel portale. La disoccupazione partirà dal nuovo giorno.',
        ],
      ),
      byWhen: byWhen(soon, 'Se riapriamo la pratica, la data della tua DID non cambia.'),
      otherwise: ifNot('La pratica resta chiusa. Con questa DID non puoi firmare il patto (PSP).'),
      decision: {
        rule: 'la DID con riserva si completa entro un termine, che ti abbiamo scritto due volte',
        effect: `questa DID non vale più da ${day(dateInRome(parameters.receivedAt))}`,
        decidedBy: 'il servizio, alla fine del termine: nessuno ti ha giudicato',
        appeal: parameters.appeal,
      },
      ending: ['Con la chiusura questo procedimento è finito. Se riapriamo la pratica, riprende.'],
      notYou: 'Non avevi rilasciato tu la DID?',
    });
  },
};
