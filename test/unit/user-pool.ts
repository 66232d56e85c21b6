import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

/** The user pool of a world in which nobody signs in. */
export const users = { client: new CognitoIdentityProviderClient({ region: 'eu-south-1' }), id: 'eu-south-1_test' };
