/** What the functions are told when they are run outside Lambda, on a table in memory. Imported first, for its effect. */

export const machineArn = 'arn:aws:states:eu-south-1:000000000000:stateMachine:did-test-lifecycle';

Object.assign(process.env, {
  TABLE_NAME: 'did-test',
  STAGE: 'local',
  PROCEDURE_POLICY: 'lombardia-2017',
  STATE_MACHINE_ARN: machineArn,
  HMAC_KEY_ID: 'alias/did-test-identity',
  AWS_REGION: 'eu-south-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_SERVICE_NAME: 'did',
});
