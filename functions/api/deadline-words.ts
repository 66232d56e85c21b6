/** The dates of a case as the API shows them, with what follows in words. */
import { type DeadlineKind, deadlinesOf, type MissedCode } from '../domain/deadline-views.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { Party } from '../domain/lifecycle.ts';
import type { Language } from '../domain/person.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import type { Outage } from '../domain/terms.ts';

type Words = Readonly<Record<Language, string>>;

/** What is to be done, in words. */
export const deadlineWords: Readonly<Record<DeadlineKind, Words>> = {
  draft: { it: 'Rilascia la DID', en: 'Release the DID' },
  'complete-reserve': { it: 'Completa la DID con riserva', en: 'Complete the DID con riserva' },
  'contact-the-job-centre': {
    it: 'Contatta l’ufficio per firmare il patto',
    en: 'Contact the office to sign the pact',
  },
  convene: { it: 'L’ufficio ti convoca', en: 'The office calls you up' },
  'call-up-right': {
    it: 'Il tuo diritto, se nessuno ti convoca',
    en: 'Your right, if nobody calls you up',
  },
  'old-did-answer': {
    it: 'Il Centro per l’impiego risponde sulla DID di prima',
    en: 'The job centre answers about the earlier DID',
  },
  'pact-dispute': { it: 'L’ufficio decide sul patto', en: 'The office decides on the pact' },
  'closing-answer': { it: 'Rispondi alla proposta di chiudere', en: 'Answer the proposal to close' },
  'undo-withdrawal': { it: 'Puoi annullare il ritiro', en: 'You can take the withdrawal back' },
  'suspension-limit': { it: 'Lo stato resta sospeso per lavoro', en: 'The status stays suspended for work' },
  'call-up': {
    it: 'Se non vieni quando sei convocato, spiega perché',
    en: 'If you do not come when called up, say why',
  },
  excuse: { it: 'Spiega perché non sei venuto', en: 'Say why you did not come' },
  justification: { it: 'Rispondi al fatto contestato', en: 'Answer the fact that is contested' },
  decision: { it: 'L’ufficio decide sul fatto contestato', en: 'The office decides on the contested fact' },
  appeal: { it: 'Fai ricorso contro la decisione', en: 'Appeal against the decision' },
  'new-declaration': { it: 'Per ora non puoi fare una nuova DID', en: 'For now you cannot make a new DID' },
};

/** Of an appeal that was noted here. */
const sendTheForm: Words = { it: 'Manda il ricorso a chi lo decide', en: 'Send the appeal to who decides on it' };

/** What follows once the date has passed, in words. */
export const missedWords: Readonly<Record<MissedCode, Words>> = {
  'draft-deleted': {
    it: 'La bozza può essere eliminata. Prima ti scriviamo due volte.',
    en: 'The draft may be deleted. We write to you twice before.',
  },
  'file-closed': {
    it: 'La pratica può essere chiusa. Prima ti scriviamo due volte. Non è una sanzione.',
    en: 'The file may be closed. We write to you twice before. It is no sanction.',
  },
  convened: {
    it: 'L’ufficio ti convoca. La tua DID resta valida.',
    en: 'The office calls you up. Your DID stays valid.',
  },
  'ask-the-managers': {
    it: 'L’ufficio è in ritardo: puoi chiedere ai suoi responsabili di intervenire. Le tue date non cambiano.',
    en: 'The office is late: you can ask its managers to step in. Your dates do not change.',
  },
  'own-profiling': {
    it: 'Hai diritto di chiedere da solo l’accesso alla profilazione online (D.Lgs. 150/2015 art. 20 c. 4).',
    en: 'You have the right to ask for the online profiling yourself (D.Lgs. 150/2015 art. 20 c. 4).',
  },
  'asked-again': {
    it: 'Chiediamo di nuovo al Centro per l’impiego. Il silenzio non vale mai come un no.',
    en: 'We ask the job centre again. Silence never counts as a no.',
  },
  'two-persons-decide': {
    it: 'Due persone dell’ufficio possono decidere anche senza la tua risposta.',
    en: 'Two persons of the office may decide without your answer.',
  },
  'withdrawal-stands': { it: 'Il ritiro resta.', en: 'The withdrawal stands.' },
  'office-looks': {
    it: 'L’ufficio ti chiede come va il lavoro. Niente finisce da solo.',
    en: 'The office asks you about the work. Nothing ends by itself.',
  },
  'absence-counts': {
    it: 'L’ufficio può contestarti l’assenza. Puoi ancora spiegare i motivi.',
    en: 'The office may contest the absence. You can still give your reasons.',
  },
  'called-up-again': {
    it: 'L’ufficio ti convoca di nuovo. Per questo non perdi nulla.',
    en: 'The office calls you up again. You lose nothing by this.',
  },
  'decided-without-answer': {
    it: 'L’ufficio può decidere anche senza la tua risposta.',
    en: 'The office may decide without your answer.',
  },
  'decision-final': { it: 'La decisione diventa definitiva.', en: 'The decision becomes final.' },
  'appeal-not-sent': {
    it: 'Averlo annotato qui non basta: il comitato decide solo su quello che riceve.',
    en: 'Noting it here is not enough: the committee decides only on what it receives.',
  },
  'may-declare-again': {
    it: 'Dal giorno dopo puoi fare una nuova DID.',
    en: 'From the day after you can make a new DID.',
  },
};

/** The dates of a case, the earliest end first, with what is to be done and what follows in words. */
export function deadlinesView(
  didCase: DidCase,
  { party, language }: { readonly party: Party; readonly language: Language },
  around: { readonly policy: ProcedurePolicy; readonly outages?: readonly Outage[] | undefined },
) {
  return deadlinesOf(didCase, party, around).map(({ ifMissed, actId, ...deadline }) => ({
    ...deadline,
    label: (ifMissed === 'appeal-not-sent' ? sendTheForm : deadlineWords[deadline.kind])[language],
    ifMissed: { code: ifMissed, text: missedWords[ifMissed][language] },
    actId: actId ?? null,
  }));
}
