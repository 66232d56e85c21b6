/** Where a person goes against a decision of an office (L. 241/1990 art. 3 c.4): court and term are one decided value. */
import * as z from 'zod/mini';
import type { Language } from './person.ts';

/** Which court hears it, and in how many days; they run from the service of the decision, never from a reading. */
export const Appeal = z.strictObject({ court: z.enum(['ordinary', 'administrative']), days: z.int() });
export type Appeal = z.infer<typeof Appeal>;

/** Who hears an appeal: the committee at the Ministry, or that of INPS, where INPS decided (S1:63-65). */
export const appealTos = ['committee', 'inps'] as const;
export type AppealTo = (typeof appealTos)[number];

/** Who decides on appeals against what follows a breach, and what an appeal to it takes. */
export interface Committee {
  readonly name: Readonly<Record<Language, string>>;
  readonly address: string;
  /** Where its form and its instructions are. */
  readonly page: string;
  /** What goes with the form. */
  readonly enclose: Readonly<Record<Language, string>>;
  readonly source: string;
  /** What of it no source gives, for the office to confirm. */
  readonly assumed: readonly (keyof Committee)[];
}

/** The committee at the Ministry of Labour (D.Lgs. 150/2015 art. 21 c.12); in how many days stands in the policy of the fact. */
export const committee: Committee = {
  name: {
    it: 'Comitato per i ricorsi di condizionalità, Ministero del Lavoro e delle Politiche Sociali',
    en: 'Committee on conditionality appeals (Comitato per i ricorsi di condizionalità), Ministry of Labour',
  },
  address: 'Via Vittorio Veneto 56, 00187 Roma',
  page: 'https://www.lavoro.gov.it',
  enclose: {
    it: 'il modulo del Comitato e una copia del documento d’identità',
    en: 'the committee’s own form and a copy of your identity document',
  },
  source: 'D.Lgs. 150/2015 art. 21 c.12; lavoro.gov.it, Comitato per i ricorsi di condizionalità',
  assumed: ['address'],
};

/**
 * Against an act of INPS under the law before 24 September 2015: its provincial committee, for unemployment benefits (L.
 * 88/1989 art. 46 c.1 d). For the others no source names it, so its act goes before.
 */
const ofInps: Authority = {
  name: {
    it: 'Comitato provinciale dell’INPS, se l’atto dell’INPS non indica un altro',
    en: 'Provincial committee of INPS (Comitato provinciale dell’INPS), unless its act names another',
  },
  page: 'https://www.inps.it',
};

/** Where an appeal is sent, and what goes with it, as far as it is known. */
export interface Authority {
  readonly name: Readonly<Record<Language, string>>;
  readonly address?: string;
  readonly page?: string;
  readonly enclose?: Readonly<Record<Language, string>>;
}

/** Who hears an appeal, and where it is sent: the committee at the Ministry, or that of INPS. */
export const authorityOf = (to: AppealTo): Authority => (to === 'inps' ? ofInps : committee);
