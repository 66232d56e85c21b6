/**
 * The patronati that a person may give a mandate to (L. 152/2001 arts 1-3). A short list of national bodies that the
 * Ministry recognises and that changes by decree: dated rows here, not the directory of operators, since none of them can
 * be chosen for the pact (S0:17), keeps a calendar, or is ever written to (S0:11).
 */
import type { PlainDate } from './dates.ts';
import { PatronatoId } from './ids.ts';

/** One body. `certainty`: of its existence; `validTo`: its last day; `demo`: invented, of the local stage
 * alone. `mailDomains`: those that the list of domains does not hold already. */
export interface Patronato {
  readonly id: PatronatoId;
  readonly name: string;
  readonly certainty: 'stated' | 'assumed';
  readonly validTo?: PlainDate;
  readonly demo?: true;
  readonly mailDomains?: readonly string[];
}

const row = (slug: string, name: string, certainty: Patronato['certainty']): Patronato => ({
  id: PatronatoId.parse(`pat-${slug}`),
  name,
  certainty,
});

/** All rows, those that have ended included: old mandates name them. */
export const patronati: readonly Patronato[] = [
  row('50epiu-enasco', '50&Più ENASCO (Confcommercio)', 'stated'),
  row('acli', 'Patronato ACLI', 'stated'),
  row('anmil', 'ANMIL', 'assumed'),
  row('enapa', 'ENAPA (Confagricoltura)', 'assumed'),
  row('enas', 'ENAS (UGL)', 'assumed'),
  row('enasc', 'ENASC (UNSIC)', 'stated'),
  row('epaca', 'EPACA (Coldiretti)', 'stated'),
  row('epasa-itaco', 'EPASA-ITACO (CNA, Confesercenti)', 'assumed'),
  row('inac', 'INAC (CIA)', 'assumed'),
  row('inapa', 'INAPA (Confartigianato)', 'assumed'),
  row('inas', 'INAS (CISL)', 'stated'),
  row('inca', 'INCA (CGIL)', 'stated'),
  row('inpas', 'INPAS', 'assumed'),
  row('ital', 'ITAL (UIL)', 'stated'),
  row('sias', 'SIAS (MCL)', 'assumed'),
  { ...row('demo', 'Patronato di prova', 'assumed'), demo: true, mailDomains: ['patronato-demo.example'] },
];

/** The mail domains that are a patronato's whatever the list of domains says: no citizen's own (S0:11). */
export const patronatoDomains = patronati.flatMap(({ name: organisation, mailDomains = [] }) =>
  mailDomains.map((domain) => ({ domain, organisation, kind: 'patronato', certainty: 'stated' }) as const),
);

/** The patronato of an id, whether or not it has ended. */
export function patronatoOf(id: string | undefined): Patronato | undefined {
  return patronati.find((one) => one.id === id);
}

/**
 * Those that a mandate can be given to on a day in Europe/Rome.
 * @param withDemo whether the invented one is among them
 */
export function patronatiOn(day: PlainDate, withDemo: boolean): readonly Patronato[] {
  return patronati.filter(
    ({ validTo, demo }) => (validTo === undefined || day <= validTo) && (withDemo || demo === undefined),
  );
}
