import { procedurePolicies } from '../domain/policies.ts';
import { environment } from '../middleware/environment.ts';
import { waitTurn } from '../middleware/turns.ts';
import { openTable } from '../store/clients.ts';

/** The table, reached once a Lambda. */
export const table = openTable(environment.tableName, waitTurn);

/** The procedure that the office chose. */
export const policy = procedurePolicies[environment.procedurePolicy];
