import { isRight, type Said } from '../domain/explanation.ts';
import type { Party, Status } from '../domain/lifecycle.ts';
import { deadlineWords, missedWords } from './deadline-words.ts';
import type { ExplanationWords, InWords } from './explanation-words.ts';
import { italianRules } from './explanation-words-rules-it.ts';

/** What happened, after «Il 23 novembre 2026 …». */
export const italianEvents: Readonly<Record<string, string>> = {
  register: 'è nata la pratica',
  'write-data': 'hai scritto i dati della bozza',
  release: 'hai rilasciato la DID',
  confirm: 'un operatore ha controllato chi sei',
  'sign-pact': 'è stato scritto il patto di servizio',
  'void-pact': 'il patto è stato tolto: non vale',
  withdraw: 'la DID è stata ritirata',
  close: 'la pratica è stata chiusa',
  expire: 'la pratica è stata chiusa perché non era completa',
  'change-route': 'è cambiata la strada della pratica',
  'verify-old-did': 'è arrivata la risposta sulla DID precedente',
  suspend: 'lo stato è stato sospeso per lavoro',
  resume: 'lo stato è ripreso: il lavoro è finito',
  reopen: 'la pratica è stata riaperta',

  'choose-operator': 'hai scelto chi ti segue',
  intake: 'hai scelto chi ti segue, allo sportello',
  transfer: 'la pratica è passata a un altro Centro per l’impiego',
  'operator-ended': 'l’operatore che avevi scelto ha chiuso',
  'state-inps': 'hai scritto della tua domanda all’INPS',
  'decide-inps-mismatch': 'è stato deciso quale data della domanda vale',
  'inps-filed': 'l’INPS ci ha detto della tua domanda',
  'inps-corrected': 'l’INPS ha corretto la tua domanda',
  'inps-rejected': 'l’INPS ci ha detto che la domanda è respinta',
  'inps-annulled': 'l’INPS ci ha detto che la domanda è annullata',
  'inps-contradiction': 'l’INPS ci ha detto una cosa diversa da prima',
  'job-news-told': 'è arrivata una notizia di lavoro',
  'job-news-corrected': 'la notizia di lavoro è stata corretta',
  'job-news-annulled': 'la notizia di lavoro è stata annullata',
  'note-work': 'è stato scritto un lavoro che paga poco',

  'book-appointment': 'è stato preso un appuntamento',
  'move-appointment': 'l’appuntamento è stato spostato',
  'cancel-appointment': 'l’appuntamento è stato tolto',
  'record-attendance': 'l’ufficio ha scritto com’è andato l’appuntamento',
  'remind-appointment': 'ti abbiamo ricordato l’appuntamento',
  'meeting-not-concluded': 'l’incontro non è bastato: mancava qualcosa',
  'tell-meeting': 'ti abbiamo scritto com’è andato l’incontro',
  'ask-outcome': 'abbiamo chiesto all’ufficio com’è andato l’appuntamento',
  'ask-entry': 'abbiamo chiesto all’ufficio di scrivere com’è andato l’incontro',
  convene: 'abbiamo chiesto all’ufficio di chiamarti',

  'dispute-pact': 'hai detto che non hai firmato il patto',
  'propose-pact-decision': 'una persona ha proposto che cosa fare del patto',
  'dismiss-dispute': 'due persone hanno deciso che il patto vale',
  'record-signature': 'è stata scritta la prova della firma',

  remind: 'ti abbiamo scritto che un termine sta per finire',
  'extend-term': 'hai avuto più tempo',
  'notice-received': 'il nostro avviso è arrivato',
  'notice-read': 'hai letto il nostro avviso nel portale',
  'notice-not-received': 'abbiamo chiesto all’ufficio se l’avviso è arrivato',
  'mailbox-repaired': 'la tua email funziona di nuovo',
  'mailbox-changed': 'è cambiata la tua email',
  'remind-inps': 'ti abbiamo chiesto se farai la domanda all’INPS',
  'chase-old-did': 'abbiamo chiesto di nuovo della DID precedente',
  'suspension-over': 'abbiamo chiesto all’ufficio se il lavoro è finito',

  'report-change': 'ci hai detto una novità',
  'answer-correction': 'l’ufficio ha risposto alla correzione che hai chiesto',
  'reply-received': 'è arrivata una tua email',
  'recognise-reply': 'l’ufficio ha controllato se un’email era tua',
  'ask-reopening': 'hai chiesto di riaprire la pratica',
  'propose-reopening': 'una persona ha proposto di riaprire la pratica',
  'propose-rectification': 'una persona ha proposto una correzione',
  'propose-closure': 'una persona ha proposto di chiudere la pratica',
  'refuse-proposal': 'una proposta è stata respinta',
  rectify: 'un errore è stato corretto',

  'call-up': 'sei stato convocato',
  'record-call-up': 'l’ufficio ha scritto se sei venuto',
  'excuse-absence': 'l’ufficio ha accettato il motivo dell’assenza',
  'cancel-call-up': 'la convocazione è stata tolta',
  'report-breach': 'ti è stato contestato un fatto',
  justify: 'hai spiegato il motivo',
  'serve-act': 'è stato scritto quando hai ricevuto un atto',
  'read-act': 'hai letto un atto nel portale',
  'ask-service': 'abbiamo chiesto all’ufficio se un atto è arrivato',
  'remind-justification': 'ti abbiamo ricordato il termine per rispondere',
  'decision-overdue': 'abbiamo avvisato i responsabili: la decisione è in ritardo',
  'propose-forfeiture': 'una persona ha proposto la decadenza',
  decide: 'è stato deciso sul fatto contestato',
  'file-appeal': 'hai fatto ricorso',
  'propose-appeal-outcome': 'una persona ha scritto l’esito del ricorso',
  'record-appeal-outcome': 'è arrivato l’esito del ricorso',

  'appeal-outcome': 'è stato scritto l’esito del ricorso',
  'ask-attendance': 'abbiamo chiesto all’ufficio se sei venuto',
  'decision-final': 'la decisione è definitiva: l’ufficio deve fare il resto',
  'guard-freed': 'puoi fare una nuova DID',
  'guard-returned': 'questa è di nuovo la tua unica DID attiva',
  'other-did-back': 'una tua DID di prima è di nuovo attiva',

  'make-telephone-code': 'hai chiesto un codice per il telefono',
  'drop-telephone-code': 'il codice per il telefono è stato tolto',
  'set-hold': 'la cancellazione dei dati è stata fermata',
  'lift-hold': 'la cancellazione dei dati può andare avanti',
  'erase-evidence': 'i documenti della pratica sono stati cancellati',
  erase: 'i tuoi dati personali sono stati cancellati',
};

const parties: Readonly<Record<Party, string>> = {
  citizen: 'L’hai fatto tu.',
  cpi: 'L’ha fatto il Centro per l’impiego che hai scelto.',
  accredited: 'L’ha fatto l’operatore accreditato che hai scelto.',
  'competent-cpi': 'L’ha fatto il Centro per l’impiego del tuo domicilio.',
  'other-cpi': 'L’ha fatto il Centro per l’impiego della DID precedente.',
  inps: 'Lo ha detto l’INPS.',
  manager: 'L’ha fatto un responsabile dell’ufficio.',
  schedule: 'È scattato da solo, per il tempo passato.',
  identity: 'È successo con l’ingresso del vero titolare del codice fiscale.',
  admin: 'L’ha fatto la Regione.',
  patronato: 'L’ha fatto il patronato a cui hai dato l’incarico.',
  delegate: 'L’ha fatto la persona che hai delegato.',
  representative: 'L’ha fatto chi agisce per te per legge.',
};

const statuses: Readonly<Record<Status, string>> = {
  registered: 'Da qui la pratica è aperta, ma qui non è stata rilasciata una DID.',
  reserved: 'Da qui hai una DID «con riserva»: va completata.',
  confirmed: 'Da qui la DID è valida. Manca il patto.',
  'psp-signed': 'Da qui il tuo stato di disoccupazione è confermato.',
  suspended: 'Da qui lo stato è sospeso. La data della DID resta la stessa.',
  'sanction-proposed': 'Da qui un fatto è contestato. Nessuno ha ancora deciso.',
  sanctioned: 'Da qui c’è una decisione che ti toglie indennità e stato. Vale da quando la ricevi.',
  expired: 'Da qui la pratica è chiusa. Non è una sanzione.',
  withdrawn: 'Da qui la DID è ritirata.',
  closed: 'Da qui la pratica è chiusa.',
};

const benefits = { naspi: 'la NASpI', 'dis-coll': 'la DIS-COLL', other: 'un’indennità' } as const;

/** The article of a day: «il 23», «l’8», «l’11». */
const elides = (day: string) => /^(8|11) /.test(day);
const theDay = (day: string) => (elides(day) ? `l’${day}` : `il ${day}`);
const opening = (day: string) => (elides(day) ? `L’${day}` : `Il ${day}`);
const from = (day: string) => (elides(day) ? `dall’${day}` : `dal ${day}`);
const of = (day: string) => (elides(day) ? `dell’${day}` : `del ${day}`);
const to = (day: string) => (elides(day) ? `all’${day}` : `al ${day}`);

/** The effect of a decision that stands. */
function decided({ number, effect, works }: Extract<Said, { what: 'decided' }>, day: InWords): string {
  if (effect.kind === 'dismissed') return `Decisione ${number}: il fatto non conta. Non perdi niente.`;
  const later = works ? '' : ' Non vale ancora: prima devi ricevere la decisione.';
  const start = from(day(effect.from));
  if (effect.kind === 'cut') {
    return `Decisione ${number}: perdi ${effect.days} giorni di indennità, ${start} ${to(day(effect.to))}.${later}`;
  }
  return effect.kind === 'forfeiture'
    ? `Decisione ${number}: perdi indennità e stato ${start}.${later}`
    : `Decisione ${number}: perdi il resto dell’indennità ${start}. Lo stato e la data della DID restano.${later}`;
}

/** What comes next, by what is awaited. */
const awaited: Readonly<Record<string, string>> = {
  release: 'Adesso tocca a te: rilascia la DID.',
  confirm: 'Adesso tocca a te: porta i documenti all’operatore.',
  'sign-pact': 'Adesso tocca a te: firma il patto.',
  'choose-operator': 'Adesso tocca a te: scegli chi ti segue.',
  'apply-to-inps': 'Adesso tocca a te: fai la domanda all’INPS.',
  'follow-pact': 'Adesso tocca a te: fai quello che c’è scritto nel patto.',
  resume: 'Adesso tocca a te: quando il lavoro finisce, scrivilo.',
  'decide-pact-dispute': 'Adesso tocca all’ufficio: deve decidere sul patto.',
  decide: 'Adesso tocca all’ufficio: deve decidere sul fatto contestato.',
  'verify-old-did': 'Adesso tocca all’ufficio: deve rispondere sulla DID precedente.',
  nothing: 'Adesso non c’è niente da fare.',
};

/** The Italian words of an explanation. */
export const italianExplanation: ExplanationWords = {
  record: (sequence) => `registro della pratica, passo ${sequence}`,
  office: 'regola dell’ufficio, senza fonte di legge',
  say: (said, day) => {
    switch (said.what) {
      case 'event':
        return `${opening(day(said.on))} ${italianEvents[said.event] ?? 'è stato scritto un fatto nella pratica'}.`;
      case 'by':
        return parties[said.party];
      case 'rule':
        return italianRules[said.rule];
      case 'status':
        return said.changed ? statuses[said.status] : 'Lo stato della pratica è rimasto lo stesso.';
      case 'did-date':
        return `La tua DID conta ${from(day(said.on))}.`;
      case 'confirmed':
        return `Il tuo stato di disoccupazione conta ${from(day(said.from))}. Hai firmato il patto ${theDay(day(said.pactOn))}.`;
      case 'benefit':
        return `Su questa DID si regge la tua domanda per ${benefits[said.kind]}.`;
      case 'contested':
        return `Ti è contestato un fatto ${of(day(said.factOn))}. Non è ancora deciso niente.`;
      case 'decided':
        return decided(said, day);
      case 'reversed':
        return `La decisione ${said.number} è annullata dalla decisione ${of(day(said.on))}, come mai presa.`;
      case 'due': {
        const by = isRight(said) ? `entro ${theDay(day(said.on))}` : `fino ${to(day(said.on))}`;
        return `${deadlineWords[said.kind].it}: ${by}. ${missedWords[said.ifMissed].it}`;
      }
      case 'answer-days':
        return 'A ogni tua domanda l’ufficio risponde entro 30 giorni.';
    }
  },
  next: ({ what, by }, day) => {
    const text = awaited[what] ?? 'Adesso tocca all’ufficio.';
    return by === null ? text : `${text} Hai tempo fino ${to(day(by))}.`;
  },
};
