import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { byWhen, day, didDateFact, happened, ifNot, pactEnds, soon, todo, words } from './it-words.ts';

/** The Italian mail about an operator that has ended (S0:17). */
export const operators: Pick<Texts, 'operator-ended'> = {
  'operator-ended': (parameters, context) => {
    const { was, endedOn, didDate, pactSignedOn, proposed } = parameters;
    return caseMail(words, parameters, context, {
      subject: 'Scegli di nuovo chi ti segue',
      preheader: 'La data della tua DID non cambia.',
      title: 'Il tuo ufficio non può più seguirti: scegli di nuovo',
      dates: [
        ...(didDate ? [didDateFact(didDate)] : []),
        ...(pactSignedOn ? [fact('Patto firmato il', day(pactSignedOn))] : []),
        fact('Ultimo giorno dell’ufficio', day(endedOn)),
      ],
      office: proposed,
      happened: happened(
        'L’ufficio che hai scelto non può più seguirti.',
        `Si tratta di: ${was}.`,
        `Il suo ultimo giorno è stato ${day(endedOn)}.`,
        'Non devi rifare la DID. La data della tua DID non cambia.',
        ...(pactSignedOn ? ['Anche il patto che hai firmato resta valido.'] : []),
      ),
      todo: todo(
        proposed ? [`Ti proponiamo: ${proposed.name}.`, 'Se preferisci, puoi scegliere un altro ufficio.'] : [],
        [
          'Entra nel portale e scegli chi ti segue.',
          'Puoi scegliere il Centro per l’impiego del tuo domicilio o un operatore accreditato.',
          'Poi prendi un appuntamento. Se preferisci, vai negli orari di apertura.',
        ],
      ),
      byWhen: byWhen(soon, 'Non c’è una scadenza.'),
      otherwise: ifNot('Non perdi nessun diritto.', 'Un ufficio può chiamarti per aiutarti a scegliere.'),
      ending: pactSignedOn ? ['Il patto continua con l’ufficio che scegli.'] : pactEnds,
      notYou: 'Non avevi scelto tu questo ufficio?',
    });
  },
};
