/** What every function is told by its configuration. Imported for its effect, before any handler. */
import { vi } from 'vitest';

const settings = {
  TABLE_NAME: 'did-test',
  STAGE: 'local',
  PROCEDURE_POLICY: 'lombardia-2017',
  STATE_MACHINE_ARN: 'arn:aws:states:eu-south-1:000000000000:stateMachine:did-test-lifecycle',
  HMAC_KEY_ID: 'alias/did-test-identity',
  BUS_NAME: 'did-test',
  USER_POOL_ID: 'eu-south-1_test',
  BODY_NAME: 'Regione di prova',
  MAIL_FROM: 'did@regione.example',
  MAIL_REPLY_TO: 'aiuto@regione.example',
  CONFIGURATION_SET: 'did-test',
  REPLY_DOMAIN: 'risposte.regione.example',
  REPLY_KEY_ID: 'alias/did-test-replies',
  MESSAGE_BUCKET: 'did-test-messages',
  MESSAGE_PREFIX: 'messages/',
  MAIL_CONTEXT: JSON.stringify({
    bodyName: 'Regione di prova',
    portalUrl: 'https://did.regione.example/',
    privacyUrl: 'https://did.regione.example/privacy',
    responsibleOffice: 'Ufficio di prova',
    help: { phone: '+39020000000', hours: 'ore 9-17', desk: 'ogni Centro per l’impiego' },
    pec: 'lavoro@pec.regione.example',
  }),
  PORTAL_URL: 'https://did.regione.example/',
  PASSWORD_SIGN_UP: 'true',
  TRUST_IDP_ATTRIBUTE: 'false',
  HISTORIC_IDENTITY_MEANS: 'true',
  AWS_REGION: 'eu-south-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_SERVICE_NAME: 'did',
};
for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);

export const machineArn = settings.STATE_MACHINE_ARN;
