import { type Access, sightOfAction } from '../domain/access.ts';
import type { PlainDate } from '../domain/dates.ts';
import { caseNumber } from '../domain/ids.ts';
import type { Operators } from '../domain/operators.ts';
import { patronatoOf } from '../domain/patronati.ts';
import type { Language } from '../domain/person.ts';
import type { Restriction } from '../domain/restriction.ts';
import { retentionOn } from '../domain/retention.ts';
import { retentionIds } from '../domain/retention-terms.ts';
import { retentionWords } from '../domain/retention-words.ts';
import { delegateWords, representativeWords, roleWords, sightWords } from './privacy-words.ts';

/** Who looked, in words. */
function whoLooked({ role, party }: Access['by']) {
  if (role !== 'citizen') return roleWords[role];
  return party === 'representative' ? representativeWords : delegateWords;
}

/** A look at a person's data as the person reads it: which body, in which role, when, at what; never who it was. */
export function accessView({ at, what, by, declarationId }: Access, operators: Operators, language: Language) {
  const sight = sightOfAction(what);
  const operator = operators.get(by.operatorId ?? '');
  const patronato = patronatoOf(by.patronatoId);
  return {
    at,
    sight,
    label: sightWords[sight][language],
    role: by.role,
    roleLabel: whoLooked(by)[language],
    operator: operator ? { id: operator.id, kind: operator.kind, name: operator.name } : null,
    patronato: patronato ? { id: patronato.id, name: patronato.name } : null,
    declarationId: declarationId ?? null,
    caseNumber: declarationId === undefined ? null : caseNumber(declarationId),
  };
}

/** What is kept for how long, on a day in Europe/Rome. */
export function retentionView(day: PlainDate, language: Language) {
  const terms = retentionOn(day);
  return retentionIds.map((id) => {
    const { value, rule, source, assumed } = terms[id];
    const { what, since, afterwards } = retentionWords[id];
    const [[unit = '', length = 0] = []] = Object.entries(value);
    return {
      id,
      what: what[language],
      keptFor: { length, unit },
      since: since[language],
      afterwards: afterwards[language],
      rule,
      source,
      assumed,
    };
  });
}

/** A restriction of processing as the citizen reads it. */
export function restrictionView({ state, askedAt, reason, decidedAt, answer }: Restriction) {
  return { state, askedAt, reason, decidedAt: decidedAt ?? null, answer: answer ?? null };
}
