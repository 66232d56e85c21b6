import { AdminDeleteUserCommand, type CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

/** The user pool that people sign in to, and the client that reaches it. */
export interface UserPool {
  readonly client: CognitoIdentityProviderClient;
  readonly id: string;
}

/** Deletes an account of the pool by its name there; one that is gone already is fine. */
export async function deleteUser({ client, id }: UserPool, username: string): Promise<void> {
  try {
    await client.send(new AdminDeleteUserCommand({ UserPoolId: id, Username: username }));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'UserNotFoundException')) throw error;
  }
}
