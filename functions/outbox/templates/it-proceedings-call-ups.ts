import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { by, byWhen, happened, soon, todo, words } from './it-words.ts';
import { moment, shortMoment } from './words.ts';

type Called = ParametersOf<'call-up'>;

const purposes: Readonly<Record<Called['purpose'], string>> = {
  meeting: 'un incontro in ufficio',
  orientation: 'un incontro di orientamento',
  training: 'un’attività di formazione',
};

/** By which way the act itself comes, beside this mail. */
const ways: Readonly<Record<Called['channel'], string>> = {
  'portal-read': 'La convocazione è nel portale: se la apri, quel giorno vale come notifica e parte il termine.',
  email: 'Questa email è la convocazione, come avete concordato nel patto.',
  pec: 'La convocazione ti arriva per PEC: questa email ti avvisa.',
  'registered-letter': 'La convocazione ti arriva per raccomandata: questa email ti avvisa.',
  hand: 'La convocazione ti è stata data a mano: questa email ti aiuta a ricordarla.',
};

const reasons = [
  'Malattia o infortunio.',
  'Gravidanza o maternità.',
  'Servizio civile o richiamo militare.',
  'Un giudice ti ha chiamato.',
  'Un grave motivo di famiglia.',
  'Un limite di legge alla tua mobilità.',
  'Un fatto fuori dal tuo controllo.',
];

const toExplain = (last: Called['explainBy']) => [
  'Avvisa prima, se puoi: nel portale, per telefono o rispondendo a questa email.',
  `Non hai potuto avvisare? Spiega il motivo entro ${by(last)}.`,
  'I giorni in cui sei impedito non contano.',
];

/** The end of what is told, for who has a pact and for who is to sign one. */
const ending = ['Se il patto non è ancora firmato, il procedimento si chiude quando lo firmi.'];

const why: Readonly<Record<ParametersOf<'call-up-cancelled'>['by'], string>> = {
  office: 'L’ufficio ha annullato questa convocazione.',
  'operator-changed': 'Ora ti segue un altro ufficio: questa convocazione non vale più.',
  'case-ended': 'La tua pratica è cambiata: questa convocazione non vale più.',
};

/** The Italian mails about call-ups (D.Lgs. 150/2015 art. 21). */
export const callUps: Pick<Texts, 'call-up' | 'call-up-cancelled' | 'call-up-missed' | 'absence-excused'> = {
  'call-up': (parameters, context) => {
    const { appointment, place, purpose, channel, pact, benefit, explainBy } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Incontro ${shortMoment('it', appointment.startsAt)}`,
      preheader: 'Giorno, ora e luogo; che cosa fare se non puoi.',
      title: 'Ti chiamiamo a un incontro',
      receipt: 'entered',
      dates: [fact('Giorno e ora', moment('it', appointment.startsAt)), fact('Luogo', place)],
      office: parameters.office,
      happened: happened(
        `L’ufficio ti chiama per ${purposes[purpose]}.`,
        pact
          ? 'È obbligatorio: lo prevedono il patto che hai firmato e la legge (D.Lgs. 150/2015, articolo 21).'
          : 'È obbligatorio: serve per firmare il patto (D.Lgs. 150/2015, articoli 20 e 21).',
        ways[channel],
        'Il file allegato lo mette nel tuo calendario.',
      ),
      todo: todo(
        ['Ti serve una sala accessibile o un interprete? Chiama prima l’ufficio: è gratuito.'],
        ['Porta un documento d’identità valido.', 'Puoi venire con una persona di fiducia.'],
      ),
      byWhen: byWhen(`Vieni ${moment('it', appointment.startsAt)}.`),
      otherwise: section(
        'Se non puoi venire',
        [
          ...toExplain(explainBy),
          ...(benefit
            ? [
                'Senza un motivo ammesso, l’assenza può essere contestata e può ridurre la tua prestazione.',
                'Prima di ogni decisione ti scriviamo e puoi rispondere.',
              ]
            : ['L’assenza è solo segnata, e l’ufficio ti chiama di nuovo.']),
          'Nessuna decisione è automatica, e la data della tua DID non cambia.',
          'Sono ammessi per esempio:',
        ],
        { items: reasons },
      ),
      ending,
      notYou: 'Non hai una DID con noi?',
    });
  },

  'call-up-cancelled': (parameters, context) => {
    const { appointment, place } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: incontro annullato`,
      preheader: 'Quel giorno non devi venire.',
      title: 'L’incontro è annullato',
      dates: [
        fact('Era', moment('it', appointment.startsAt)),
        fact('Luogo', place),
        fact('Annullato', moment('it', parameters.receivedAt)),
      ],
      office: parameters.office,
      happened: happened(why[parameters.by], 'Il file allegato lo toglie dal tuo calendario.'),
      todo: todo(['Non devi fare niente.'], []),
      byWhen: byWhen('Non c’è nessuna scadenza.'),
      otherwise: section('Che cosa può succedere', [
        'Se serve un altro incontro, ti scriviamo di nuovo.',
        'La data della tua DID non cambia.',
      ]),
      ending,
      notYou: 'Non ti risulta?',
    });
  },

  'call-up-missed': (parameters, context) => {
    const { startedAt, late, benefit, explainBy } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: scrivici entro il termine`,
      preheader: 'Che cosa è stato segnato e che cosa puoi fare.',
      title: late ? 'L’incontro non si è fatto' : 'Non risulta che eri all’incontro',
      receipt: 'entered',
      dates: [fact('Incontro', moment('it', startedAt)), fact('Segnato', moment('it', parameters.receivedAt))],
      office: parameters.office,
      happened: happened(
        late
          ? 'L’ufficio ha segnato che sei arrivato quando non era più possibile fare l’incontro.'
          : 'L’ufficio ha segnato che all’incontro non c’eri.',
        benefit
          ? 'Nessuna decisione è presa. Senza un motivo ammesso, l’assenza può essere contestata.'
          : 'Non c’è nessuna conseguenza, e la data della tua DID non cambia.',
      ),
      todo: todo(
        ['Eri lì, o non hai potuto? Spiega il motivo nel portale, per telefono o rispondendo a questa email.'],
        ['Bastano poche parole: un documento si può mostrare dopo.'],
      ),
      byWhen: byWhen(`Spiega il motivo entro ${by(explainBy)}.`, 'I giorni in cui sei impedito non contano.'),
      otherwise: section(
        'Se non lo fai',
        benefit
          ? ['L’ufficio può contestarti l’assenza: allora ti scriviamo e puoi ancora rispondere.']
          : ['L’ufficio ti chiama a un altro incontro.'],
      ),
      ending,
      notYou: 'Non avevi un incontro?',
    });
  },

  'absence-excused': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: il motivo è accolto`,
      preheader: 'Non c’è nessuna conseguenza.',
      title: 'Il motivo che hai dato è accolto',
      receipt: 'entered',
      dates: [fact('Incontro', moment('it', parameters.startedAt))],
      office: parameters.office,
      happened: happened('L’ufficio ha accolto il motivo per cui non c’eri.', 'Non c’è nessuna conseguenza.'),
      todo: todo(['Non devi fare niente: l’ufficio ti chiama a un altro incontro.'], []),
      byWhen: byWhen(`Vuoi sentirlo prima? Chiama tu. ${soon}`),
      otherwise: section('Se aspetti', ['La data della tua DID non cambia.', 'Ti scriviamo noi.']),
      ending,
      notYou: 'Non ti risulta?',
    }),
};
