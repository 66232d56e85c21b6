/** What was declared, in Italian words, as the receipt of *salva DID* carries it. */
import type { PlainDate } from './dates.ts';
import { dayInWords } from './day-in-words.ts';
import type { DidCase } from './declaration.ts';
import { declarationText, type ShownText } from './declaration-texts.ts';
import type { Language } from './person.ts';
import type { DeclarationData, Education } from './release-data.ts';

type Row = readonly [label: string, value: string];
type Professional = NonNullable<DeclarationData['professional']>;
type LastJob = NonNullable<DeclarationData['lastJob']>;
type Preferences = NonNullable<DeclarationData['preferences']>;
type WordsOf<Code extends string | undefined> = Readonly<Record<NonNullable<Code>, string>>;

const educations: WordsOf<Education> = {
  none: 'nessun titolo',
  primary: 'licenza elementare',
  'lower-secondary': 'licenza media',
  vocational: 'qualifica professionale',
  'upper-secondary': 'diploma di scuola superiore',
  tertiary: 'laurea o altro titolo terziario',
};
const computerSkills: WordsOf<Professional['computerSkills']> = {
  none: 'nessuna',
  basic: 'di base',
  intermediate: 'intermedie',
  advanced: 'avanzate',
};
const contracts: WordsOf<LastJob['contract']> = {
  'open-ended': 'a tempo indeterminato',
  'fixed-term': 'a tempo determinato',
  agency: 'in somministrazione',
  'on-call': 'a chiamata',
  apprenticeship: 'apprendistato',
  domestic: 'lavoro domestico',
  collaboration: 'collaborazione',
  'self-employed': 'lavoro autonomo',
  other: 'altro',
};
const endReasons: WordsOf<LastJob['endReason']> = {
  dismissal: 'licenziamento',
  'collective-dismissal': 'licenziamento collettivo',
  'end-of-term': 'fine del contratto',
  resignation: 'dimissioni',
  'resignation-for-cause': 'dimissioni per giusta causa',
  'mutual-agreement': 'accordo tra le parti',
  'activity-ended': 'fine dell’attività',
  other: 'altro',
};
const hours: WordsOf<Preferences['hours']> = {
  'full-time': 'tempo pieno',
  'part-time': 'tempo parziale',
  either: 'tempo pieno o parziale',
};
const shifts: WordsOf<NonNullable<Preferences['shifts']>[number]> = {
  day: 'giorno',
  evening: 'sera',
  night: 'notte',
  weekend: 'fine settimana',
};

const row = (label: string, value: string | undefined): readonly Row[] =>
  value === undefined || value === '' ? [] : [[label, value]];
const yesOrNo = (yes: boolean) => (yes ? 'sì' : 'no');
const day = (date: PlainDate | undefined) => date && dayInWords(date, 'it');

/** Everything that was declared, row by row; of what may be left out only what is there. */
export function declaredRows(data: DeclarationData): readonly Row[] {
  const { availability, lastJobEndedOn, profile, lastJob = {}, preferences = {} } = data;
  return [
    ['Disponibilità immediata a lavorare', yesOrNo(availability.work)],
    ['Disponibilità a misure di politica attiva', yesOrNo(availability.training)],
    ['Ultimo lavoro terminato il', day(lastJobEndedOn) ?? 'mai lavorato'],
    ...row('Ultima occupazione', profile.lastOccupation),
    ...row('Cominciata il', day(lastJob.startedOn)),
    ...row('Contratto', lastJob.contract && contracts[lastJob.contract]),
    ...row('Settore del datore di lavoro (sezione ATECO)', lastJob.sector),
    ...row('Motivo della fine', lastJob.endReason && endReasons[lastJob.endReason]),
    ['Cerca lavoro da', profile.monthsSearching === 1 ? '1 mese' : `${profile.monthsSearching} mesi`],
    ['Istruzione', educations[profile.education]],
    ...professionalRows(data.professional),
    ['Studia adesso', yesOrNo(profile.studying)],
    ...row('Orario che preferisce', preferences.hours && hours[preferences.hours]),
    ...row('Turni che preferisce', preferences.shifts?.map((shift) => shifts[shift]).join(', ')),
    ...row('Comuni in cui preferisce lavorare', preferences.places?.join(', ')),
    ['Informativa sulla privacy letta', `versione ${data.privacyNoticeVersion}`],
  ];
}

function professionalRows(professional: Professional = {}): readonly Row[] {
  const { title, titleYear, qualification, otherOccupations, languages, drivingLicences } = professional;
  return [
    ...row('Titolo di studio', title),
    ...row('Anno del titolo', titleYear?.toString()),
    ...row('Qualifica professionale', qualification),
    ...row('Altre professioni', otherOccupations?.join('; ')),
    ...row('Lingue', languages?.map(({ language, level }) => `${language} (${levelOf(level)})`).join(', ')),
    ...row('Patenti', drivingLicences?.join(', ')),
    ...row('Competenze informatiche', professional.computerSkills && computerSkills[professional.computerSkills]),
  ];
}

const levelOf = (level: string) => (level === 'mother-tongue' ? 'madrelingua' : level);

/** The text that was shown at a release, and in which language: Italian where that was not noted. */
export function textShownIn(
  { textVersion, language = 'it' }: NonNullable<DidCase['snapshot']>,
  as: Language = language,
): { readonly version: string; readonly language: Language; readonly words: ShownText } | undefined {
  const text = declarationText(textVersion);
  return text && { version: text.version, language: as, words: text.words[as] };
}
