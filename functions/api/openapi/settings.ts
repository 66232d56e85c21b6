/**
 * Imported for its effect, before the handlers: their contracts stand beside code that reads its configuration when it
 * is loaded. Nothing is reached with these values.
 */
process.env['TABLE_NAME'] ??= 'none';
process.env['STAGE'] ??= 'local';
process.env['PROCEDURE_POLICY'] ??= 'lombardia-2017';
process.env['STATE_MACHINE_ARN'] ??= 'none';
process.env['HMAC_KEY_ID'] ??= 'none';
process.env['BODY_NAME'] ??= 'none';
process.env['PORTAL_URL'] ??= 'https://none.example';
process.env['AWS_REGION'] ??= 'eu-south-1';
