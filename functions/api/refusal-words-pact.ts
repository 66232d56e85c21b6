import type { Language } from '../domain/person.ts';
import type { pactRefusals } from '../domain/refusals-pact.ts';

/** What is told of refusals about a pact that was entered. */
export const pactRefusalWords: Readonly<Record<keyof typeof pactRefusals, Readonly<Record<Language, string>>>> = {
  'pact-disputed-already': {
    it: 'Ci hai già detto «Non ho firmato»: nella pratica leggi che cosa ne è stato.',
    en: 'You told us “I did not sign” already: the case says what became of it.',
  },
  'dispute-too-late': {
    it: 'Il tempo per dirlo dal portale è passato: chiama il Centro per l’Impiego o vai di persona.',
    en: 'The time to say so on the portal is over: call the job centre or go in person.',
  },
  'pact-not-disputed': {
    it: 'Nessuno contesta questo patto: non serve decidere che è valido.',
    en: 'Nobody disputes this pact: there is no need to decide that it stands.',
  },
  'signature-not-recorded': {
    it: 'Manca la prova della firma: prima registra come è stato firmato il patto e dove si trova la prova.',
    en: 'The proof of the signature is missing: first record how the pact was signed and where the proof is.',
  },
  'signature-recorded': {
    it: 'La firma del patto è già registrata, con la prova: non si riscrive.',
    en: 'The signature and its proof are on record already: they are not rewritten.',
  },
};
