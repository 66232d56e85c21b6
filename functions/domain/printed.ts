/** What a paper can print: a numbered act must not say `□` where somebody wrote something that was signed. */

/**
 * The characters that the font of the papers has, as ranges in hex: Latin with all its extensions, Greek, Cyrillic,
 * Armenian, Hebrew, Arabic, Lao, Georgian, Tifinagh, punctuation, the euro, and the signs that are met in office texts.
 * The bundler cuts the font to these, and a test holds them against it.
 */
export const printedRanges =
  '20-7e a0-2e9 2ec-2ee 2f3 2f7 300-34f 351-353 357-358 35a 35c-362 370-377 37a-37f 384-38a 38c 38e-3a1 3a3-525 ' +
  '531-556 559-55f 561-587 589-58a 5b0-5c3 5c6-5c7 5d0-5ea 5f0-5f4 606-607 609-60a 60c 615 61b 61f 621-63a 640-655 ' +
  '657 65a 660-670 674 679-6bf 6c6-6c8 6cb-6cc 6ce 6d0 6d5 6f0-6f9 e81-e82 e84 e87-e88 e8a e8d e94-e97 e99-e9f ' +
  'ea1-ea3 ea5 ea7 eaa-eab ead-eb9 ebb-ebd ec0-ec4 ec6 ec8-ecd ed0-ed9 edc-edd 10a0-10c5 10d0-10fc 1e00-1efb ' +
  '1f00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 ' +
  '1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2010-2027 2030-205e 20ac 2116 2122 2190-2193 2260 2264-2265 25a1 2713 ' +
  '2d30-2d65 2d6f fb00-fb06 fb1d-fb36 fb38-fb3c fb3e fb40-fb41 fb43-fb44 fb46-fb4f fb52-fba3 fbaa-fbad fbd3-fbdc ' +
  'fbde-fbdf fbe4-fbe9 fbfc-fbff fe70-fe74 fe76-fefc';

let unprintable: RegExp | undefined;

function signsThatCannot(): RegExp {
  const ranges = printedRanges.replace(/[0-9a-f]+/g, (code) => `\\u{${code}}`).replaceAll(' ', '');
  unprintable ??= new RegExp(`[^${ranges}]`, 'gu');
  return unprintable;
}

/** The characters of a text that no paper can print, each once, in the order in which they stand. */
export function unprintableIn(text: string): string[] {
  return [...new Set(text.match(signsThatCannot()) ?? [])];
}

/**
 * The fields of the bodies whose text goes to a numbered paper, wherever in a body they stand: pact, receipt, acts,
 * and the names and the address that head them. Notes and reasons that stay in the record may be in any script.
 */
const onPaper: ReadonlySet<string> = new Set([
  ...['givenName', 'familyName', 'name', 'address'],
  ...['lastOccupation', 'title', 'qualification', 'otherOccupations'],
  ...['responsibleOfficer', 'profile', 'searchActs', 'proof', 'evidence'],
  ...['place', 'facts', 'reasons', 'protocol', 'cpiName'],
]);

/** A field of a body that a paper could not print. */
export interface Unprintable {
  readonly field: string;
  readonly signs: readonly string[];
}

/**
 * What of a body the papers could not print, field by field. Asked at the door alone: what was kept before is still
 * read, and is printed with `□`.
 */
export function unprintableFields(body: unknown, path: readonly string[] = []): Unprintable[] {
  if (typeof body === 'string') {
    const named = path.findLast((step) => !/^\d+$/.test(step));
    const signs = named !== undefined && onPaper.has(named) ? unprintableIn(body) : [];
    return signs.length > 0 ? [{ field: path.join('.'), signs }] : [];
  }
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => unprintableFields(value, [...path, name]));
}
