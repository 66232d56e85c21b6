/** Stands for `@aws-sdk/credential-provider-node`: in Lambda the credentials are in the environment, and nowhere else. */
import { fromEnv } from '@aws-sdk/credential-provider-env';

export const defaultProvider = fromEnv;
