/** The register of the protocol: a day as a page, and as a file for the archive (D.P.R. 445/2000 arts 53 and 62). */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { PlainDate } from '../../domain/dates.ts';
import { chained } from '../../domain/protocol.ts';
import { readPart, readRegister } from '../../store/protocol.ts';
import { table } from '../desk.ts';
import { writeTable } from '../directory/csv.ts';
import { asking, PageQuery, parseBody, type SignedRequest, signed } from '../http.ts';

/** The day that the path names: what is wrong with it is told of the path's `day`. */
const InPath = z.strictObject({ day: PlainDate });
const dayOf = ({ parameters, language }: Pick<SignedRequest, 'parameters' | 'language'>) => {
  const path = parseBody(InPath, { body: { day: parameters['day'] }, language });
  return 'reply' in path ? path : { value: path.value.day };
};

/** A day of the register, each line with the imprint of what it is of and its chain, and one imprint over the page. */
export const readDay = asking(
  PageQuery,
  signed(async ({ parameters, query, language }) => {
    const day = dayOf({ parameters, language });
    if ('reply' in day) return day.reply;
    const { items, cursor } = await readRegister(table, day.value, query);
    const imprint = createHash('sha256').update(JSON.stringify(items)).digest('hex');
    return { status: 200, body: { items, imprint, ...(cursor && { cursor }) } };
  }),
);

/** Which part of a day; the first unless told. */
export const PartQuery = z.object({
  part: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1000)), 1),
});

const columns = [...chained, 'chainBefore', 'chain'] as const;

/**
 * A day of the register as CSV for the archive, the same bytes each time once the day is over: in each row what its chain
 * is made over, so that whoever has the file can check it alone. `Repr-Digest` (RFC 9530) is the imprint of the file, `Link`
 * leads to the next part.
 */
export const exportDay = asking(
  PartQuery,
  signed(async ({ parameters, query: { part }, language, today }) => {
    const day = dayOf({ parameters, language });
    if ('reply' in day) return day.reply;
    const { entries, before, more } = await readPart(table, day.value, part);
    const rows = entries.map((entry, index) => ({
      ...Object.fromEntries(chained.map((name) => [name, entry[name] ?? ''])),
      chainBefore: entries[index - 1]?.chain ?? before,
      chain: entry.chain,
    }));
    const body = Buffer.from(writeTable(columns, rows), 'utf8');
    const name = ['protocollo', day.value, String(part), ...(day.value < today ? [] : ['provvisorio'])].join('-');
    return {
      status: 200,
      body,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}.csv"`,
        'repr-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
        ...(more && { link: `</v1/protocol/${day.value}/export?part=${part + 1}>; rel="next"` }),
      },
    };
  }),
);
