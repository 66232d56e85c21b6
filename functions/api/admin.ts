import { readWrongMails } from '../store/mail-audit.ts';
import { table } from './desk.ts';
import { exportCompetence, exportDirectory, readOperatorHistory } from './directory/export.ts';
import { importCompetence, importDirectory } from './directory/import.ts';
import { asking, PageQuery, resource, signed } from './http.ts';
import { readChanges, readList, writeList } from './listed-domains.ts';

/** What the audit of mail has found, the newest first. */
const readAudit = asking(
  PageQuery,
  signed(async ({ query }) => {
    const { items, cursor } = await readWrongMails(table, query);
    return { status: 200, body: { items, ...(cursor && { cursor }) } };
  }),
);

export const handler = resource('admin', {
  'import-operators': importDirectory,
  'export-operators': exportDirectory,
  'read-operator-history': readOperatorHistory,
  'import-competence': importCompetence,
  'export-competence': exportCompetence,
  'read-listed-domains': readList,
  'write-listed-domains': writeList,
  'read-listed-domains-history': readChanges,
  'read-mail-audit': readAudit,
});
