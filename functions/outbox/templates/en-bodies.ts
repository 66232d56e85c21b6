import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { by, byWhen, day, happened, ifNot, soon, todo, words } from './en-words.ts';
import { moment, shortMoment } from './words.ts';

type News = ParametersOf<'inps-benefit-news'>['news'];

const asked = 'INPS asked us to write to you.';
const area = ['Sign in to the site of INPS with your digital identity.', 'Open your personal area and read.'];
const patronato = 'Do you need help? Go to a patronato: it is free.';
const notOurs = ['INPS decides on this application. The proceeding of the DID ends when you sign the pact.'];

const news: Readonly<Record<News, readonly string[]>> = {
  'documents-needed': ['For your application INPS needs other documents.', 'Which they are, you read in your area.'],
  decided: ['INPS has decided on your application.', 'The decision is in your personal area: we do not write it here.'],
  'date-corrected': ['INPS has corrected the date of your application.', 'Check the date of your DID with the office.'],
};
const otherwise: Readonly<Record<News, string>> = {
  'documents-needed': 'INPS decides with what it has.',
  decided: 'The decision stays as it is. The term for an appeal is written in the decision.',
  'date-corrected': 'The date that INPS knows counts.',
};

const matters = {
  notice: 'There is a notice for you in your personal area at INPS.',
  payment: 'There is news about a payment in your personal area at INPS.',
  certificate: 'There is a document for you in your personal area at INPS.',
} as const;

const services = {
  portal: 'The portal of the DID.',
  'sign-in': 'Signing in with SPID, CIE or CNS.',
  appointments: 'The booking of appointments.',
} as const;

/** The English mails that INPS and the region have a person written: the same facts as the Italian ones, in the same order. */
export const bodies: Pick<Texts, 'inps-benefit-news' | 'inps-area-invitation' | 'service-interruption'> = {
  'inps-benefit-news': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: news from INPS`,
      preheader: 'It is about your application: read it in your area at INPS.',
      title: 'There is news about your application to INPS',
      dates: [fact('Application to INPS', day(parameters.appliedOn)), fact('INPS number', parameters.protocol)],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(asked, ...news[parameters.news]),
      todo: todo(
        [],
        [...area, ...(parameters.news === 'documents-needed' ? ['Send the documents to INPS.'] : []), patronato],
      ),
      byWhen: byWhen(parameters.by ? `Do it by ${by(parameters.by)}.` : soon),
      otherwise: ifNot(otherwise[parameters.news]),
      ending: notOurs,
      notYou: 'Was it not you who applied?',
    }),

  'inps-area-invitation': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: look into INPS’s area`,
      preheader: 'There is something for you: you read it there only.',
      title: 'Look into your personal area at INPS',
      dates: [],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(asked, matters[parameters.matter]),
      todo: todo([], [...area, patronato]),
      byWhen: byWhen(soon, 'If there is a deadline, it is written there.'),
      otherwise: ifNot('Nothing changes here: the date of your DID stays the same.'),
      ending: notOurs,
      notYou: 'Do you not expect anything from INPS?',
    }),

  'service-interruption': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Service stops: ${shortMoment('en', parameters.from)}`,
      preheader: 'From when until when, and what to do before.',
      title: 'For some hours the service stops',
      dates: [fact('It stops', moment('en', parameters.from)), fact('It goes on', moment('en', parameters.until))],
      office: parameters.office,
      receipt: 'entered',
      happened: section('What happened', ['The region has works to do. For those hours this stops:'], {
        items: parameters.services.map((service) => services[service]),
      }),
      todo: todo([], ['Do what is urgent before.', 'If you cannot, go to the office or call: it is free.']),
      byWhen: byWhen(`Do it by ${moment('en', parameters.from)}.`),
      otherwise: ifNot(
        'After the works you find everything as before, drafts included.',
        'Does a term end in those hours? Call the office at once.',
      ),
      ending: ['The proceeding does not change: it goes on after the works.'],
      notYou: 'Do you have no case with us?',
    }),
};
