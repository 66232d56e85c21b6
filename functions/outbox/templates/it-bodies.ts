import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { by, byWhen, day, happened, ifNot, soon, todo, words } from './it-words.ts';
import { moment, shortMoment } from './words.ts';

type News = ParametersOf<'inps-benefit-news'>['news'];

const asked = 'L’INPS ci ha chiesto di scriverti.';
const area = ['Entra nel sito dell’INPS con la tua identità digitale.', 'Apri la tua area personale e leggi.'];
const patronato = 'Ti serve aiuto? Vai in un patronato: è gratis.';
const notOurs = ['Questa domanda la decide l’INPS. Il procedimento della DID si chiude quando firmi il patto.'];

const news: Readonly<Record<News, readonly string[]>> = {
  'documents-needed': [
    'Per la tua domanda l’INPS ha bisogno di altri documenti.',
    'Quali sono, lo leggi nella tua area.',
  ],
  decided: ['L’INPS ha deciso sulla tua domanda.', 'La decisione è nella tua area personale: qui non la scriviamo.'],
  'date-corrected': ['L’INPS ha corretto la data della tua domanda.', 'Controlla con l’ufficio la data della tua DID.'],
};
const otherwise: Readonly<Record<News, string>> = {
  'documents-needed': 'L’INPS decide con quello che ha.',
  decided: 'La decisione resta com’è. Il termine per il ricorso è scritto nella decisione.',
  'date-corrected': 'Vale la data che risulta all’INPS.',
};

const matters = {
  notice: 'Nella tua area personale INPS c’è un avviso per te.',
  payment: 'Nella tua area personale INPS c’è una notizia su un pagamento.',
  certificate: 'Nella tua area personale INPS c’è un documento per te.',
} as const;

const services = {
  portal: 'Il portale della DID.',
  'sign-in': 'L’ingresso con SPID, CIE o CNS.',
  appointments: 'La prenotazione degli appuntamenti.',
} as const;

/** The Italian mails that INPS and the region have a person written (S0:9). */
export const bodies: Pick<Texts, 'inps-benefit-news' | 'inps-area-invitation' | 'service-interruption'> = {
  'inps-benefit-news': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: una novità dall’INPS`,
      preheader: 'È sulla tua domanda: leggila nella tua area INPS.',
      title: 'C’è una novità sulla tua domanda all’INPS',
      dates: [fact('Domanda all’INPS', day(parameters.appliedOn)), fact('Protocollo INPS', parameters.protocol)],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(asked, ...news[parameters.news]),
      todo: todo(
        [],
        [...area, ...(parameters.news === 'documents-needed' ? ['Manda i documenti all’INPS.'] : []), patronato],
      ),
      byWhen: byWhen(parameters.by ? `Fallo entro ${by(parameters.by)}.` : soon),
      otherwise: ifNot(otherwise[parameters.news]),
      ending: notOurs,
      notYou: 'Quella domanda non è tua?',
    }),

  'inps-area-invitation': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: guarda l’area INPS`,
      preheader: 'C’è qualcosa per te: lo leggi solo lì.',
      title: 'Guarda la tua area personale INPS',
      dates: [],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(asked, matters[parameters.matter]),
      todo: todo([], [...area, patronato]),
      byWhen: byWhen(soon, 'Se c’è una scadenza, la trovi scritta lì.'),
      otherwise: ifNot('Qui non cambia niente: la data della tua DID resta la stessa.'),
      ending: notOurs,
      notYou: 'Non aspetti niente dall’INPS?',
    }),

  'service-interruption': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Servizio fermo: ${shortMoment('it', parameters.from)}`,
      preheader: 'Da quando a quando, e che cosa fare prima.',
      title: 'Per qualche ora il servizio si ferma',
      dates: [fact('Si ferma', moment('it', parameters.from)), fact('Riparte', moment('it', parameters.until))],
      office: parameters.office,
      receipt: 'entered',
      happened: section('Che cosa è successo', ['La Regione deve fare dei lavori. Per quelle ore si ferma questo:'], {
        items: parameters.services.map((service) => services[service]),
      }),
      todo: todo([], ['Fai prima quello che è urgente.', 'Se non puoi, vai in ufficio o chiama: è gratis.']),
      byWhen: byWhen(`Fallo entro ${moment('it', parameters.from)}.`),
      otherwise: ifNot(
        'Dopo i lavori trovi tutto come prima, bozze comprese.',
        'Ti scade un termine in quelle ore? Chiama subito l’ufficio.',
      ),
      ending: ['Il procedimento non cambia: continua dopo i lavori.'],
      notYou: 'Non hai una pratica da noi?',
    }),
};
