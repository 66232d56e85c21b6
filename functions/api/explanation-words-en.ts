import { isRight, type Said } from '../domain/explanation.ts';
import type { Party, Status } from '../domain/lifecycle.ts';
import { deadlineWords, missedWords } from './deadline-words.ts';
import type { ExplanationWords, InWords } from './explanation-words.ts';
import { englishRules } from './explanation-words-rules-en.ts';

/** What happened, after “On 23 November 2026 …”. */
export const englishEvents: Readonly<Record<string, string>> = {
  register: 'the case began',
  'write-data': 'you wrote the data of the draft',
  release: 'you released the DID',
  confirm: 'an operator checked who you are',
  'sign-pact': 'the service pact was entered',
  'void-pact': 'the pact was taken out: it does not count',
  withdraw: 'the DID was withdrawn',
  close: 'the case was closed',
  expire: 'the case was closed because it was not complete',
  'change-route': 'the case took another route',
  'verify-old-did': 'the answer about the earlier DID came',
  suspend: 'the status was suspended for work',
  resume: 'the status was resumed: the work is over',
  reopen: 'the case was reopened',

  'choose-operator': 'you chose who follows you',
  intake: 'you chose who follows you, at the counter',
  transfer: 'the case went to another job centre',
  'operator-ended': 'the operator that you had chosen ended',
  'state-inps': 'you wrote about your application to INPS',
  'decide-inps-mismatch': 'it was decided which day of the application counts',
  'inps-filed': 'INPS told us of your application',
  'inps-corrected': 'INPS corrected your application',
  'inps-rejected': 'INPS told us that the application was rejected',
  'inps-annulled': 'INPS told us that the application was annulled',
  'inps-contradiction': 'INPS told us something else than before',
  'job-news-told': 'news of work came',
  'job-news-corrected': 'the news of work was corrected',
  'job-news-annulled': 'the news of work was annulled',
  'note-work': 'work that pays little was entered',

  'book-appointment': 'an appointment was made',
  'move-appointment': 'the appointment was moved',
  'cancel-appointment': 'the appointment was cancelled',
  'record-attendance': 'the office entered what became of the appointment',
  'remind-appointment': 'we reminded you of the appointment',
  'meeting-not-concluded': 'the meeting was not enough: something was missing',
  'tell-meeting': 'we wrote to you what the meeting brought',
  'ask-outcome': 'we asked the office what became of the appointment',
  'ask-entry': 'we asked the office to enter what the meeting brought',
  convene: 'we asked the office to call you',

  'dispute-pact': 'you said that you did not sign the pact',
  'propose-pact-decision': 'a person proposed what to do about the pact',
  'dismiss-dispute': 'two persons decided that the pact stands',
  'record-signature': 'the proof of the signature was entered',

  remind: 'we wrote to you that a term is about to end',
  'extend-term': 'you were given more time',
  'notice-received': 'our notice arrived',
  'notice-read': 'you read our notice on the portal',
  'notice-not-received': 'we asked the office whether the notice arrived',
  'mailbox-repaired': 'your mailbox works again',
  'mailbox-changed': 'your mailbox changed',
  'remind-inps': 'we asked you whether you will apply to INPS',
  'chase-old-did': 'we asked again about the earlier DID',
  'suspension-over': 'we asked the office whether the work is over',

  'report-change': 'you told us some news',
  'answer-correction': 'the office answered the correction that you asked for',
  'reply-received': 'an email of yours arrived',
  'recognise-reply': 'the office checked whether an email was yours',
  'ask-reopening': 'you asked to reopen the case',
  'propose-reopening': 'a person proposed to reopen the case',
  'propose-rectification': 'a person proposed a correction',
  'propose-closure': 'a person proposed to close the case',
  'refuse-proposal': 'a proposal was refused',
  rectify: 'a mistake was put right',

  'call-up': 'you were called up',
  'record-call-up': 'the office entered whether you came',
  'excuse-absence': 'the office accepted the reason of the absence',
  'cancel-call-up': 'the call-up was cancelled',
  'report-breach': 'a fact was contested',
  justify: 'you told the reason',
  'serve-act': 'it was entered when you got an act',
  'read-act': 'you read an act on the portal',
  'ask-service': 'we asked the office whether an act arrived',
  'remind-justification': 'we reminded you of the term to answer',
  'decision-overdue': 'we told the managers that the decision is late',
  'propose-forfeiture': 'a person proposed the forfeiture',
  decide: 'the contested fact was decided on',
  'file-appeal': 'you appealed',
  'propose-appeal-outcome': 'a person entered the outcome of the appeal',
  'record-appeal-outcome': 'the outcome of the appeal came',

  'appeal-outcome': 'the outcome of the appeal was entered',
  'ask-attendance': 'we asked the office whether you came',
  'decision-final': 'the decision became final: the office has to do the rest',
  'guard-freed': 'you may make a new DID',
  'guard-returned': 'this is your only live DID again',
  'other-did-back': 'an earlier DID of yours is live again',

  'make-telephone-code': 'you asked for a code for the telephone',
  'drop-telephone-code': 'the code for the telephone was taken out',
  'set-hold': 'the erasing of data was stopped',
  'lift-hold': 'the erasing of data may go on',
  'erase-evidence': 'the documents of the case were erased',
  erase: 'your personal data were erased',
};

const parties: Readonly<Record<Party, string>> = {
  citizen: 'You did it.',
  cpi: 'The job centre that you chose did it.',
  accredited: 'The accredited operator that you chose did it.',
  'competent-cpi': 'The job centre of your domicile did it.',
  'other-cpi': 'The job centre of the earlier DID did it.',
  inps: 'INPS said so.',
  manager: 'A manager of the office did it.',
  schedule: 'It came by itself, as time had passed.',
  identity: 'It came with the sign-in of the true owner of the fiscal code.',
  admin: 'The region did it.',
  patronato: 'The patronato that you gave a mandate did it.',
  delegate: 'The person whom you named as delegate did it.',
  representative: 'Who acts for you by law did it.',
};

const statuses: Readonly<Record<Status, string>> = {
  registered: 'From here the case is open, but no DID was released here.',
  reserved: 'From here you have a DID “con riserva”: it is to be completed.',
  confirmed: 'From here the DID is valid. The pact is missing.',
  'psp-signed': 'From here your status of unemployment is confirmed.',
  suspended: 'From here the status is suspended. The day of the DID stays.',
  'sanction-proposed': 'From here a fact is contested. Nobody has decided yet.',
  sanctioned: 'From here there is a decision that takes your benefit and status. It works from when you get it.',
  expired: 'From here the case is closed. This is no sanction.',
  withdrawn: 'From here the DID is withdrawn.',
  closed: 'From here the case is closed.',
};

const benefits = { naspi: 'NASpI', 'dis-coll': 'DIS-COLL', other: 'a benefit' } as const;

/** The effect of a decision that stands. */
function decided({ number, effect, works }: Extract<Said, { what: 'decided' }>, day: InWords): string {
  if (effect.kind === 'dismissed') return `Decision ${number}: the fact does not count. You lose nothing.`;
  const later = works ? '' : ' It does not work yet: you have to get the decision first.';
  const start = `from ${day(effect.from)}`;
  if (effect.kind === 'cut') {
    return `Decision ${number}: you lose ${effect.days} days of benefit, ${start} to ${day(effect.to)}.${later}`;
  }
  return effect.kind === 'forfeiture'
    ? `Decision ${number}: you lose benefit and status ${start}.${later}`
    : `Decision ${number}: you lose the rest of the benefit ${start}. The status and the day of the DID stay.${later}`;
}

/** What comes next, by what is awaited. */
const awaited: Readonly<Record<string, string>> = {
  release: 'It is your turn: release the DID.',
  confirm: 'It is your turn: bring the documents to the operator.',
  'sign-pact': 'It is your turn: sign the pact.',
  'choose-operator': 'It is your turn: choose who follows you.',
  'apply-to-inps': 'It is your turn: apply to INPS.',
  'follow-pact': 'It is your turn: do what the pact says.',
  resume: 'It is your turn: when the work is over, say so.',
  'decide-pact-dispute': 'It is the turn of the office: it has to decide on the pact.',
  decide: 'It is the turn of the office: it has to decide on the contested fact.',
  'verify-old-did': 'It is the turn of the office: it has to answer about the earlier DID.',
  nothing: 'There is nothing to do now.',
};

/** The English words of an explanation. */
export const englishExplanation: ExplanationWords = {
  record: (sequence) => `record of the case, step ${sequence}`,
  office: 'rule of the office, without a source in law',
  say: (said, day) => {
    switch (said.what) {
      case 'event':
        return `On ${day(said.on)} ${englishEvents[said.event] ?? 'a fact was entered in the case'}.`;
      case 'by':
        return parties[said.party];
      case 'rule':
        return englishRules[said.rule];
      case 'status':
        return said.changed ? statuses[said.status] : 'The status of the case stayed the same.';
      case 'did-date':
        return `Your DID counts from ${day(said.on)}.`;
      case 'confirmed':
        return `Your status of unemployment counts from ${day(said.from)}. You signed the pact on ${day(said.pactOn)}.`;
      case 'benefit':
        return `Your application for ${benefits[said.kind]} rests on this DID.`;
      case 'contested':
        return `A fact of ${day(said.factOn)} is contested. Nothing is decided yet.`;
      case 'decided':
        return decided(said, day);
      case 'reversed':
        return `Decision ${said.number} was annulled by the decision of ${day(said.on)}, as if never made.`;
      case 'due': {
        const by = isRight(said) ? `by ${day(said.on)}` : `until ${day(said.on)}`;
        return `${deadlineWords[said.kind].en}: ${by}. ${missedWords[said.ifMissed].en}`;
      }
      case 'answer-days':
        return 'The office answers each request of yours within 30 days.';
    }
  },
  next: ({ what, by }, day) => {
    const text = awaited[what] ?? 'It is the turn of the office.';
    return by === null ? text : `${text} You have time until ${day(by)}.`;
  },
};
