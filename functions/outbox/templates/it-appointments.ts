import type { DocumentToBring, ParametersOf, TheAppointment } from '../../domain/communications.ts';
import { type Instant, timeInRome } from '../../domain/dates.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { bring, byAtOffice, byWhen, happened, soon, todo, words } from './it-words.ts';
import { moment, shortMoment } from './words.ts';

const at = ({ startsAt }: TheAppointment) => moment('it', startsAt);
const when = (appointment: TheAppointment) => fact('Giorno e ora', at(appointment));
const asked = (receivedAt: Instant) => fact('Richiesta', moment('it', receivedAt));

const toBring = (documents: readonly DocumentToBring[]) =>
  todo(
    [
      'Ti serve una sala accessibile o un interprete? Chiama prima l’ufficio: è gratuito.',
      'Puoi venire con una persona di fiducia. Porta con te:',
    ],
    documents.map((document) => bring[document]),
  );
const beThere = (appointment: TheAppointment) =>
  byWhen(
    `Vai in ufficio ${at(appointment)}.`,
    'Finché il patto non è firmato l’incontro è obbligatorio: serve per firmarlo. Giorno e ora si possono cambiare.',
    'Vuoi spostarlo o annullarlo? Fallo nel portale prima di quell’ora, oppure chiama.',
  );
const cannotCome = section('Se non puoi venire', [
  'Sposta l’appuntamento, anche il giorno stesso.',
  'Non hai potuto avvisare? Chiama al più tardi il giorno dopo e spiega il motivo.',
  'Contano per esempio malattia, infortunio, gravidanza, un grave motivo di famiglia, un fatto fuori dal tuo controllo.',
  'La data della tua DID non cambia. Nessuna decisione è automatica.',
]);
const attached = 'Il file allegato mette l’appuntamento nel tuo calendario.';
const ending = ['Se il patto non è ancora firmato, il procedimento si chiude quando lo firmi.'];

const booked: Readonly<Record<ParametersOf<'appointment-booked'>['by'], string>> = {
  citizen: 'Hai prenotato un appuntamento.',
  delegate: 'La persona che hai delegato ha prenotato un appuntamento.',
  representative: 'Chi agisce per te per legge ha prenotato un appuntamento.',
  office: 'L’ufficio ha segnato un appuntamento per te.',
};
const moved: Readonly<Record<ParametersOf<'appointment-moved'>['by'], string>> = {
  citizen: 'Hai spostato l’appuntamento.',
  delegate: 'La persona che hai delegato ha spostato l’appuntamento.',
  representative: 'Chi agisce per te per legge ha spostato l’appuntamento.',
  office: 'L’ufficio ha spostato il tuo appuntamento.',
};
const why: Readonly<Record<ParametersOf<'appointment-cancelled'>['by'], (at: string) => string[]>> = {
  citizen: (day) => [`Hai annullato l’appuntamento di ${day}.`],
  delegate: (day) => [`La persona che hai delegato ha annullato l’appuntamento di ${day}.`],
  representative: (day) => [`Chi agisce per te per legge ha annullato l’appuntamento di ${day}.`],
  office: (day) => [`L’ufficio ha annullato l’appuntamento di ${day}.`],
  'operator-changed': (day) => ['Ora ti segue un altro ufficio.', `Per questo è annullato l’appuntamento di ${day}.`],
  'case-ended': (day) => ['La tua pratica è cambiata.', `Per questo è annullato l’appuntamento di ${day}.`],
};

/** The Italian mails about an appointment (S0:23). */
export const appointments: Pick<
  Texts,
  'appointment-booked' | 'appointment-moved' | 'appointment-cancelled' | 'appointment-reminder' | 'appointment-missed'
> = {
  'appointment-booked': (parameters, context) => {
    const { appointment, office, documents, by } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Appuntamento ${shortMoment('it', appointment.startsAt)}`,
      preheader: 'Che cosa portare e come spostarlo.',
      title: 'Hai un appuntamento in ufficio',
      dates: [when(appointment), asked(parameters.receivedAt)],
      office,
      happened: happened(booked[by], `È ${at(appointment)}.`, attached),
      todo: toBring(documents),
      byWhen: beThere(appointment),
      otherwise: cannotCome,
      ending,
      notYou: 'Non hai chiesto tu l’appuntamento?',
    });
  },

  'appointment-moved': (parameters, context) => {
    const { appointment, office, documents, by, movedFrom } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Appuntamento spostato: ${shortMoment('it', appointment.startsAt)}`,
      preheader: 'Controlla il nuovo giorno e la nuova ora.',
      title: 'Il tuo appuntamento è spostato',
      dates: [when(appointment), asked(parameters.receivedAt)],
      office,
      happened: happened(moved[by], `Prima era ${moment('it', movedFrom)}.`, `Ora è ${at(appointment)}.`, attached),
      todo: toBring(documents),
      byWhen: beThere(appointment),
      otherwise: cannotCome,
      ending,
      notYou: 'Non hai chiesto tu di spostarlo?',
    });
  },

  'appointment-cancelled': (parameters, context) => {
    const { appointment, office, by } = parameters;
    const over = by === 'case-ended';
    return caseMail(words, parameters, context, {
      subject: `Appuntamento annullato: ${shortMoment('it', appointment.startsAt)}`,
      preheader: 'Quell’appuntamento non vale più.',
      title: 'Il tuo appuntamento è annullato',
      dates: [asked(parameters.receivedAt), fact('Era', at(appointment))],
      office,
      happened: happened(...why[by](at(appointment)), 'Il file allegato lo toglie dal tuo calendario.'),
      todo: over
        ? todo(['Non devi fare altro.'], [])
        : todo(
            [],
            [
              'Prendi un altro appuntamento nel portale o per telefono.',
              'Se preferisci, vai senza appuntamento negli orari di apertura.',
            ],
          ),
      byWhen: byWhen(over ? 'Non c’è nessuna scadenza.' : soon),
      otherwise: over
        ? section('Se pensi che sia uno sbaglio', ['Chiama subito l’ufficio.'])
        : section('Se aspetti', ['La data della tua DID non cambia.', 'L’ufficio può chiamarti per un incontro.']),
      ending: over ? ['Trovi come finisce il procedimento nell’altra email che ti abbiamo mandato.'] : ending,
      notYou: 'Non ti risulta?',
    });
  },

  'appointment-missed': (parameters, context) => {
    const { startedAt, explainBy } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: il tuo appuntamento`,
      preheader: 'Che cosa è stato segnato e che cosa puoi fare.',
      title: 'Non risulta che eri all’appuntamento',
      dates: [fact('Appuntamento', moment('it', startedAt)), fact('Segnato', moment('it', parameters.receivedAt))],
      office: parameters.office,
      happened: happened(
        'L’ufficio ha segnato che all’appuntamento non c’eri.',
        'Non c’è nessuna conseguenza, e la data della tua DID non cambia.',
      ),
      todo: todo(
        ['Eri lì, o non hai potuto venire? Chiama e spiega il motivo: l’ufficio corregge.'],
        ['Prendi un altro appuntamento, nel portale o per telefono.'],
      ),
      byWhen: byWhen(`Se puoi, spiega il motivo entro ${byAtOffice(explainBy)}.`),
      otherwise: section('Se non lo fai', ['Nessuna decisione è automatica.', 'La tua pratica resta come è.']),
      ending,
      notYou: 'Non avevi un appuntamento?',
    });
  },

  'appointment-reminder': (parameters, context) => {
    const { appointment, office, documents } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Promemoria: ${shortMoment('it', appointment.startsAt)}`,
      preheader: 'Che cosa portare e come spostare l’appuntamento.',
      title: `Ci vediamo alle ${timeInRome(appointment.startsAt).replace(/^0/, '')}`,
      dates: [when(appointment), asked(parameters.receivedAt)],
      office,
      happened: happened('Hai un appuntamento in ufficio.', `È ${at(appointment)}.`),
      todo: toBring(documents),
      byWhen: beThere(appointment),
      otherwise: cannotCome,
      ending,
      notYou: 'Non hai chiesto tu l’appuntamento?',
    });
  },
};
