import type { Language } from '../domain/person.ts';
import type { lifeRefusals } from '../domain/refusals-life.ts';

/** What is told of refusals about the life of a DID. */
export const lifeRefusalWords: Readonly<Record<keyof typeof lifeRefusals, Readonly<Record<Language, string>>>> = {
  'suspension-in-future': {
    it: 'Il lavoro non è ancora cominciato: la sospensione parte dal primo giorno di lavoro.',
    en: 'The work has not begun yet: the suspension runs from the first day of work.',
  },
  'suspension-before-did': {
    it: 'Il lavoro non può essere cominciato prima della DID: controlla la data o chiedi la correzione all’ufficio.',
    en: 'The work cannot have begun before the DID: check the date, or ask the office for a correction.',
  },
  'suspension-overlaps': {
    it: 'In quei giorni lo stato era già sospeso: controlla la data.',
    en: 'The status was suspended on those days already: check the date.',
  },
  'resumption-in-future': {
    it: 'Il lavoro non è ancora finito: comunicalo quando finisce.',
    en: 'The work has not ended yet: tell us when it ends.',
  },
  'resumption-before-suspension': {
    it: 'Il lavoro non può essere finito prima di cominciare: controlla la data.',
    en: 'The work cannot have ended before it began: check the date.',
  },
  'suspension-limit': {
    it: 'Il lavoro è durato più di 180 giorni: decide il Centro per l’Impiego, rivolgiti a loro.',
    en: 'The work lasted more than 180 days: the job centre decides, ask them.',
  },
  'closure-in-future': {
    it: 'La data è nel futuro: controllala.',
    en: 'The date lies in the future: check it.',
  },
  'closure-before-did': {
    it: 'La data non può venire prima della DID: controllala o proponi una correzione.',
    en: 'The date cannot come before the DID: check it, or propose a correction.',
  },
  'closure-since-missing': {
    it: 'Scrivi il primo giorno di lavoro.',
    en: 'Write the first day of work.',
  },
  'job-within-limit': {
    it: 'Un lavoro fino a 180 giorni sospende lo stato e non chiude la DID: registra la sospensione.',
    en: 'Work of up to 180 days suspends the status and does not close the DID: enter the suspension.',
  },
  'income-keeps-status': {
    it: 'Con questo reddito lo stato resta com’è e la DID non si chiude: registra il lavoro nella sospensione.',
    en: 'With this income the status stays as it is and the DID is not closed: enter the work as a suspension.',
  },
  'reported-change-unknown': {
    it: 'La persona non ha comunicato questa variazione: controlla il numero, o proponi la chiusura con il motivo.',
    en: 'The person has not told this change: check the number, or propose the closing with its reason.',
  },
  'answer-awaited': {
    it: 'La persona può ancora rispondere: si decide dopo la risposta o dopo l’ultimo giorno.',
    en: 'The person may still answer: it is decided after the answer, or after the last day.',
  },
  'answer-unread': {
    it: 'La persona ha risposto: leggi la risposta, poi decidi.',
    en: 'The person has answered: read the answer, then decide.',
  },
  'answer-not-told': {
    it: 'Scrivi la tua risposta.',
    en: 'Write your answer.',
  },
  'withdrawal-not-proved': {
    it: 'Con questa DID finisce anche un’indennità. Per ritirarla entra con SPID, CIE o CNS, oppure firma la richiesta allo sportello.',
    en: 'With this DID a benefit ends as well. To withdraw it sign in with SPID, CIE or CNS, or sign the request at the counter.',
  },
  'undo-too-late': {
    it: 'Il tempo per annullare il ritiro è passato: chiedi la riapertura al Centro per l’Impiego.',
    en: 'The time to take the withdrawal back is over: ask the job centre to reopen the case.',
  },
  'term-not-later': {
    it: 'Un rinvio può solo dare più tempo: indica un giorno dopo l’ultimo di oggi.',
    en: 'An extension can only give more time: name a day after the last one of now.',
  },
  'term-too-far': {
    it: 'Un rinvio non può dare tutto questo tempo in una volta: indica un giorno più vicino.',
    en: 'An extension cannot give so much time at once: name a nearer day.',
  },
  'needs-two-persons': {
    it: 'Serve la decisione di due persone: una propone, un’altra approva.',
    en: 'Two persons must decide: one proposes, another approves.',
  },
  'same-person': {
    it: 'Chi ha proposto non può approvare: serve un’altra persona.',
    en: 'Who proposed cannot approve: another person is needed.',
  },
  'no-proposal': {
    it: 'Non c’è una proposta da decidere, oppure è cambiata: ricarica la pratica.',
    en: 'There is no proposal to decide on, or it has changed: load the case again.',
  },
  'proposal-pending': {
    it: 'Un’altra proposta aspetta una decisione: prima va decisa quella.',
    en: 'Another proposal waits for a decision: that one comes first.',
  },
  'did-in-future': {
    it: 'La data della DID non può essere nel futuro.',
    en: 'The day of the DID cannot lie in the future.',
  },
  'outage-unknown': {
    it: 'Questo fermo del servizio non è nel registro, o manca ancora il sì di un secondo amministratore.',
    en: 'This outage is not in the register, or a second administrator has not certified it yet.',
  },
  'presented-day': {
    it: 'Scrivi solo il giorno della DID: un giorno del fermo, prima di quello di oggi nella pratica.',
    en: 'Give the day of the DID alone: a day of the outage, before the one that the case has now.',
  },
  'nothing-to-rectify': {
    it: 'La correzione non cambia nulla: controlla che cosa va corretto.',
    en: 'The correction changes nothing: check what is to be put right.',
  },
  'not-a-job-centre': {
    it: 'La pratica passa solo a un Centro per l’Impiego.',
    en: 'The case can only go to a job centre.',
  },
  'already-there': {
    it: 'La pratica è già di questo Centro per l’Impiego: indicane un altro.',
    en: 'The case is with this job centre already: name another.',
  },
  'reply-not-in-doubt': {
    it: 'Questa risposta viene dalla casella della persona: non c’è nulla da riconoscere.',
    en: 'This reply comes from the person’s own mailbox: there is nothing to recognise.',
  },
  'reply-decided': {
    it: 'Per questa risposta la decisione è già questa.',
    en: 'This is the decision on this reply already.',
  },
  'too-many-changes': {
    it: 'Oggi ci hai già detto molte novità: scrivi di nuovo domani. Se è urgente, chiama l’ufficio.',
    en: 'You told us many changes today: write again tomorrow. If it is urgent, call the office.',
  },
  'change-in-future': {
    it: 'La data è troppo lontana nel futuro: controllala.',
    en: 'The date is too far in the future: check it.',
  },
  'change-before-birth': {
    it: 'La data viene prima della nascita: controllala.',
    en: 'The date comes before the birth: check it.',
  },
  'newer-draft-open': {
    it: 'La persona ha già cominciato un’altra bozza: finché c’è, questa DID non si riapre. Chiedile di ritirare la bozza, poi riprova.',
    en: 'The person has begun another draft: while it is there, this DID is not reopened. Ask them to withdraw the draft, then try again.',
  },
  'newer-did-open': {
    it: 'La persona ha già un’altra DID, che non può entrare in questa. Se lì c’è un fatto contestato, prima decidi su quello.',
    en: 'The person has another DID, which cannot go into this one. If a fact is contested there, decide on that first.',
  },
};

/** The last day that could be named. */
export const lastDayWords: Readonly<Record<Language, (day: string) => string>> = {
  it: (day) => `Ultimo giorno possibile: ${day}.`,
  en: (day) => `Last possible day: ${day}.`,
};
