/** An act as a letter: what an office sends or hands over, with its words. In Italian, the language of acts. */
import { authorityOf } from './appeal.ts';
import { type ConditionalityPolicy, conditionalityOn } from './conditionality.ts';
import { dateInRome, timeInRome } from './dates.ts';
import { dayInWords } from './day-in-words.ts';
import type { DidCase } from './declaration.ts';
import { caseNumber } from './ids.ts';
import type { Block, Paper } from './papers.ts';
import { type ActId, type CallUp, type Contested, justifiedReasons, type SanctionDecision } from './proceedings.ts';
import { newDeclarationFrom } from './terms.ts';

type Rows = readonly (readonly [label: string, value: string])[];

const heading = (text: string): Block => ({ kind: 'heading', text });
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const list = (...items: readonly string[]): Block => ({ kind: 'list', items });
const facts = (rows: Rows): Block => ({ kind: 'facts', rows });
const it = (day: Parameters<typeof dayInWords>[0]) => dayInWords(day, 'it');

/** The office that an act comes from, and who answers for it, as far as the directory tells. */
export interface ActOffice {
  readonly name: string;
  readonly address?: string | undefined;
  readonly phone?: string | undefined;
  readonly hours?: string | undefined;
  readonly pec?: string | undefined;
  readonly responsible: string;
}

/** What every act says of the office: where, when and who, and who signs it (L. 241/1990 arts 3 and 8). */
function officeBlocks({ name, address, phone, hours, pec, responsible }: ActOffice): Block[] {
  const rows: Rows = [
    ['Ufficio', name],
    ['Responsabile del procedimento', responsible],
    ...(address === undefined ? [] : [['Indirizzo', address] as const]),
    ...(phone === undefined ? [] : [['Telefono', phone] as const]),
    ...(hours === undefined ? [] : [['Orari', hours] as const]),
    ...(pec === undefined ? [] : [['PEC', pec] as const]),
  ];
  return [heading('L’ufficio'), facts(rows), { kind: 'sign', text: `Per l’ufficio: ${responsible}` }];
}

/** Reasons that the law admits: the list of everybody, never the person's own. */
const admitted: Readonly<Record<(typeof justifiedReasons)[number], string>> = {
  illness: 'malattia o infortunio',
  'civil-or-military-service': 'servizio civile o richiamo militare',
  maternity: 'gravidanza o maternità',
  'court-summons': 'la chiamata di un giudice',
  'family-reasons': 'un grave motivo di famiglia',
  'limits-on-mobility': 'un limite di legge alla mobilità',
  'force-majeure': 'un fatto fuori dal tuo controllo',
  'ordered-training': 'un corso ordinato da un ufficio',
};

const help = 'L’aiuto è gratuito: allo sportello del Centro per l’impiego o in un patronato.';

/** What a fact is about, without a word on the person. */
const matters: Readonly<Record<Contested['kind'], string>> = {
  'call-up': 'una convocazione dell’ufficio',
  orientation: 'un’attività di orientamento',
  training: 'un corso o un’altra attività di formazione',
  offer: 'un’offerta di lavoro',
  declaration: 'la dichiarazione di immediata disponibilità',
};
const purposes: Readonly<Record<CallUp['purpose'], string>> = {
  meeting: 'incontro in ufficio',
  orientation: 'attività di orientamento',
  training: 'corso o altra attività di formazione',
};

function callUpPaper({ purpose, startsAt, place }: CallUp): Paper {
  const day = dateInRome(startsAt);
  return {
    title: 'Convocazione',
    blocks: [
      facts([
        ['Motivo', purposes[purpose]],
        ['Giorno e ora', `${it(day)}, ore ${timeInRome(startsAt)} (ora italiana)`],
        ['Luogo', place],
      ]),
      heading('Che cosa devi fare'),
      paragraph('Vieni nel giorno e all’ora indicati, con questa lettera e un documento d’identità.'),
      paragraph('Se non puoi venire, dillo subito: nel portale, per telefono o allo sportello. Serve il motivo.'),
      heading('Se non vieni'),
      paragraph(
        'Hai tempo fino al giorno dopo per dire perché. Se eri impedito, il tempo parte dalla fine dell’impedimento.',
      ),
      paragraph('Se prendi una prestazione, l’ufficio può contestarti l’assenza. Prima di ogni decisione ti ascolta.'),
      paragraph(help),
    ],
  };
}

function possibleEffect({ possible, possibleDays }: Contested): string {
  if (possible === 'cut') return `riduzione della prestazione di ${possibleDays} giorni`;
  return possible === 'forfeiture'
    ? 'decadenza dalla prestazione e dallo stato di disoccupazione'
    : 'perdita del resto della prestazione';
}

function contestationPaper(contested: Contested, words: string | null): Paper {
  const { kind, factOn, rule, benefit } = contested;
  const policy = conditionalityOn(factOn);
  const days = policy?.justificationDays.value;
  return {
    title: 'Contestazione di un fatto',
    blocks: [
      facts([
        ['Di che cosa si tratta', matters[kind]],
        ['Giorno del fatto', it(factOn)],
        ['Regola', lawOf(factOn, rule)],
        ['Prestazione', `${benefit.kind.toUpperCase()}, protocollo ${benefit.protocol}`],
        ['Che cosa può seguirne, al massimo', `${possibleEffect(contested)}, dal giorno dopo il fatto`],
      ]),
      ...(words === null ? [] : [heading('I fatti'), paragraph(words)]),
      heading('Che cosa puoi fare'),
      paragraph('Nessuna decisione è stata presa. Prima l’ufficio deve sentire te.'),
      list(
        'Scrivi la tua risposta nel portale, oppure portala allo sportello con le tue carte.',
        'Puoi vedere gli atti della pratica in ufficio e averne copia.',
      ),
      heading('Motivi ammessi'),
      list(...justifiedReasons.map((reason) => admitted[reason])),
      ...(days === undefined
        ? []
        : [heading('Entro quando'), paragraph(`Hai ${days} giorni da quando ricevi questo atto.`)]),
      heading('Che cosa succede dopo'),
      paragraph(
        `${policy?.decidedBy === 'inps' ? 'L’INPS' : 'L’ufficio'} decide con quello che ha. Chi ha contestato il fatto non decide da solo contro di te.`,
      ),
      paragraph(help),
    ],
  };
}

function effectInWords({ effect }: SanctionDecision): string {
  switch (effect.kind) {
    case 'dismissed':
      return 'il fatto è archiviato: non cambia niente';
    case 'cut':
      return `la prestazione è ridotta di ${effect.days} giorni, dal ${it(effect.from)} al ${it(effect.to)} compresi`;
    case 'forfeiture':
      return `decadenza dalla prestazione e dallo stato di disoccupazione, dal ${it(effect.from)}`;
    case 'loss':
      return `perdita del resto della prestazione, dal ${it(effect.from)}`;
  }
}

function decisionPaper(decision: SanctionDecision, words: string | null): Paper {
  const { kind, factOn, rule, legalBasis, number, decidedAt, decidedBy, approvedBy, effect } = decision;
  const policy = conditionalityOn(factOn);
  const declareFrom = newDeclarationFrom(decision);
  return {
    title: `Decisione n. ${number}`,
    blocks: [
      facts([
        ['Di che cosa si tratta', matters[kind]],
        ['Giorno del fatto', it(factOn)],
        ['Regola', legalBasis ?? lawOf(factOn, rule)],
        ['Che cosa cambia', effectInWords(decision)],
        ['Decisa il', it(dateInRome(decidedAt))],
        [
          'Chi ha deciso',
          approvedBy ? `${roleOf(decidedBy)} ha proposto, ${roleOf(approvedBy)} ha approvato` : roleOf(decidedBy),
        ],
      ]),
      ...(words === null ? [] : [heading('Le ragioni'), paragraph(words)]),
      ...(effect.kind === 'dismissed'
        ? []
        : [
            heading('Da quando vale'),
            list(
              'Questa decisione vale solo da quando ti è notificata.',
              'Quello che hai maturato prima resta tuo.',
              ...(effect.kind === 'forfeiture' ? [] : ['Lo stato e la data della tua DID non cambiano.']),
              ...(declareFrom === undefined ? [] : [`Puoi fare una nuova DID da ${it(declareFrom)}.`]),
            ),
          ]),
      ...(effect.kind === 'dismissed' || !policy ? [] : appealBlocks(policy)),
      paragraph(help),
    ],
  };
}

/** Who decided, by the role: no act of this service names an officer's account. */
const roleOf = ({ party }: SanctionDecision['decidedBy']): string => {
  if (party === 'inps') return 'una persona dell’INPS';
  return party === 'manager' ? 'una persona responsabile dell’ufficio' : 'una persona del Centro per l’impiego';
};

/** Where and by when one goes against a decision. */
function appealBlocks({ appealTo, appealDays }: ConditionalityPolicy): Block[] {
  const { name, address, enclose } = authorityOf(appealTo);
  return [
    heading('Ricorso'),
    paragraph(
      `Puoi fare ricorso entro ${appealDays.value} giorni di calendario da quando ricevi questa decisione` +
        `${enclose ? `, con ${enclose.it}` : ''}.`,
    ),
    facts([
      ['A chi si manda', name.it],
      ...(address === undefined ? [] : [['Indirizzo del ricorso', address] as const]),
    ]),
    paragraph('Puoi rivolgerti anche al giudice.'),
  ];
}

/** The law of a rule: the policy's own name for the rule, with where it stands. */
function lawOf(factOn: Contested['factOn'], rule: string): string {
  const ladders = Object.values(conditionalityOn(factOn)?.ladders ?? {});
  return ladders.find((one) => one.rule === rule)?.source ?? rule;
}

/** What the paper of an act says, with its words as long as they are kept; `undefined` if the case has no such act. */
export function actPaper(didCase: DidCase, id: ActId, words: string | null, office: ActOffice): Paper | undefined {
  const { declarationId, callUps = [], contested, decisions = [] } = didCase;
  const callUp = callUps.find((one) => one.id === id);
  const decision = decisions.find(({ decisionId }) => decisionId === id);
  const paper =
    (callUp && callUpPaper(callUp)) ??
    (contested?.id === id ? contestationPaper(contested, words) : undefined) ??
    (decision && decisionPaper(decision, words));
  return (
    paper && {
      ...paper,
      blocks: [facts([['Pratica', caseNumber(declarationId)]]), ...paper.blocks, ...officeBlocks(office)],
    }
  );
}
