/**
 * The papers hold what of PDF/UA-1 a machine can look at, by the failure conditions of the Matterhorn protocol; the
 * reference validator looks at all of it with `node test/papers/verapdf.ts`.
 */
import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { pdfOf } from '../../functions/api/documents/pdf.ts';
import { imprint, papers } from '../papers/samples.ts';

const name = PDFName.of;
/** Structure types of PDF 1.7 that the papers use, and under which they stand. */
const parents: Readonly<Record<string, readonly string[]>> = {
  Document: ['StructTreeRoot'],
  H1: ['Document'],
  H2: ['Document'],
  P: ['Document'],
  L: ['Document'],
  LI: ['L'],
  Lbl: ['LI'],
  LBody: ['LI'],
};

interface Element {
  readonly tag: string;
  readonly parent: string;
  readonly actual: boolean;
  readonly marks: readonly { readonly page: string; readonly id: number }[];
}

/** A file as its structure tree and its pages tell it. */
async function read(bytes: Uint8Array) {
  const file = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context, catalog } = file;
  const dict = (value: PDFObject | undefined) => context.lookup(value, PDFDict);
  const children = (value: PDFObject | undefined): PDFObject[] => {
    const found = context.lookup(value);
    return found instanceof PDFArray ? found.asArray() : value === undefined ? [] : [value];
  };
  const elements: Element[] = [];
  const walk = (ref: PDFObject, parent: string) => {
    const element = dict(ref);
    const tag = element.lookup(name('S'), PDFName).decodeText();
    const kids = children(element.get(name('K')));
    const marks = kids.flatMap((kid) => {
      const found = context.lookup(kid);
      if (found instanceof PDFNumber) return [{ page: String(element.get(name('Pg'))), id: found.asNumber() }];
      if (!(found instanceof PDFDict) || found.get(name('Type')) !== name('MCR')) return [];
      return [
        {
          page: String(found.get(name('Pg')) ?? element.get(name('Pg'))),
          id: found.lookup(name('MCID'), PDFNumber).asNumber(),
        },
      ];
    });
    elements.push({ tag, parent, marks, actual: element.has(name('ActualText')) });
    for (const kid of kids) {
      const found = context.lookup(kid);
      if (found instanceof PDFDict && found.has(name('S'))) walk(kid, tag);
    }
  };
  const tree = dict(catalog.get(name('StructTreeRoot')));
  for (const kid of children(tree.get(name('K')))) walk(kid, 'StructTreeRoot');
  const pages = file.getPages().map((page) => ({
    ref: String(page.ref),
    dict: page.node,
    content: contentOf(page.node.lookup(name('Contents'))),
  }));
  return { file, context, catalog, elements, pages };
}

function contentOf(stream: PDFObject | undefined): string {
  if (!(stream instanceof PDFRawStream)) throw new Error('no content');
  return inflateSync(stream.contents).toString('latin1');
}

/** What the text operators of a page stand in: the id of its mark, or `artifact`; throws where marks do not match up. */
function marksOf(content: string): (number | 'artifact' | undefined)[] {
  const open: (number | 'artifact')[] = [];
  const operator =
    /^\/(?<tag>\w+) (?:<<[^>]*?(?:\/MCID (?<id>\d+)[^>]*?)?>> )?B(?:D|M)C$|^(?<end>EMC)$| (?<text>TJ|Tj)$/gm;
  return [...content.matchAll(operator)].flatMap(({ groups = {} }) => {
    if (groups['text'] !== undefined) return [open.at(-1)];
    if (groups['end'] !== undefined) {
      if (open.pop() === undefined) throw new Error('an end without its mark');
      return [];
    }
    if (open.length > 0) throw new Error('a mark within a mark');
    open.push(groups['tag'] === 'Artifact' ? 'artifact' : Number(groups['id']));
    return [];
  });
}

describe.each(papers)('%s', (_name, paper) => {
  test('06, 07, 11: it says what it is, in which language, and readers show its title', async () => {
    const { catalog, context } = await read(await pdfOf(paper, imprint));
    expect(String(catalog.lookup(name('Lang')))).toContain({ it: 'it-IT', en: 'en-GB' }[paper.language ?? 'it']);
    expect(catalog.lookup(name('MarkInfo'), PDFDict).lookup(name('Marked'), PDFBool).asBoolean()).toBe(true);
    expect(
      catalog.lookup(name('ViewerPreferences'), PDFDict).lookup(name('DisplayDocTitle'), PDFBool).asBoolean(),
    ).toBe(true);
    const metadata = context.lookup(catalog.get(name('Metadata')), PDFStream);
    const xml = Buffer.from(metadata.getContents()).toString();
    expect(xml).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(xml).toContain(`<rdf:li xml:lang="x-default">${paper.title}</rdf:li>`);
  });

  test('01: all that is written is a part of the structure or an artifact, and what the structure names is there', async () => {
    const { pages, elements } = await read(await pdfOf(paper, imprint));
    const named = elements.flatMap(({ marks }) => marks.map(({ page, id }) => `${page} ${id}`)).toSorted();
    const written = pages.flatMap(({ ref, content, dict }) => {
      expect(dict.has(name('StructParents'))).toBe(true);
      const marks = marksOf(content);
      expect(marks.length).toBeGreaterThan(0);
      expect(marks).not.toContain(undefined);
      return [...new Set(marks)].filter((mark) => mark !== 'artifact').map((mark) => `${ref} ${mark}`);
    });
    expect(named).toEqual([...new Set(named)]);
    expect(named).toEqual(written.toSorted());
  });

  test('09, 13, 14, 15: headings without a step left out, lists of points, nothing else', async () => {
    const { elements } = await read(await pdfOf(paper, imprint));
    for (const { tag, parent } of elements)
      expect([tag, parents[tag]]).toEqual([tag, expect.arrayContaining([parent])]);
    const headings = elements.map(({ tag }) => tag).filter((tag) => tag.startsWith('H'));
    expect(headings[0]).toBe('H1');
    expect(headings.filter((tag) => tag === 'H1')).toHaveLength(1);
    const points = elements.filter(({ tag }) => tag === 'LI').length;
    expect(elements.filter(({ tag }) => tag === 'Lbl')).toHaveLength(points);
    expect(elements.filter(({ tag }) => tag === 'LBody')).toHaveLength(points);
  });

  test('31: every font is there with what its signs mean, and names no list of glyphs that may be wrong', async () => {
    const { context } = await read(await pdfOf(paper, imprint));
    const dicts = context.enumerateIndirectObjects().flatMap(([, found]) => (found instanceof PDFDict ? [found] : []));
    const ofType = (type: string) => dicts.filter((one) => one.get(name('Type')) === name(type));
    const composed = ofType('Font').filter((font) => font.get(name('Subtype')) === name('Type0'));
    expect(composed.length).toBeGreaterThan(0);
    for (const font of composed) expect(font.get(name('ToUnicode'))).toBeInstanceOf(PDFRef);
    expect(ofType('FontDescriptor')).toHaveLength(composed.length);
    for (const descriptor of ofType('FontDescriptor')) {
      expect(descriptor.get(name('FontFile2'))).toBeInstanceOf(PDFRef);
      expect(descriptor.has(name('CIDSet'))).toBe(false);
    }
  });

  test('28: nothing is laid over the text', async () => {
    const { pages } = await read(await pdfOf(paper, imprint));
    for (const { dict } of pages) expect(dict.has(name('Annots'))).toBe(false);
  });
});

test('a letter that the font has not is an empty box to the eye, itself to who listens, and the paper says so', async () => {
  const find = (wanted: string) => papers.find(([known]) => known === wanted)?.[1];
  const [scripts, plain] = [find('certificate, a name in any script'), find('certificate')];
  if (!scripts || !plain) throw new Error('no such sample');
  const [shown, usual] = [await read(await pdfOf(scripts, imprint)), await read(await pdfOf(plain, imprint))];
  expect(shown.elements.filter(({ actual }) => actual)).toHaveLength(1);
  expect(usual.elements.filter(({ actual }) => actual)).toHaveLength(0);
  expect(shown.elements.length).toBe(usual.elements.length + 1);
});

test('names of Europe and of its neighbours need no box', async () => {
  const paper = papers.find(([known]) => known === 'certificate')?.[1];
  if (!paper) throw new Error('no such sample');
  const names = 'Zoë Łukasz Đorđe Şükrü Nguyễn Þóra Οδυσσέας Ковальчук Ѓорѓи Աննա ნინო אברהם محمد پرویز ⵎⴰⵙⵉⵏ';
  const { elements } = await read(await pdfOf({ ...paper, blocks: [{ kind: 'paragraph', text: names }] }, imprint));
  expect(elements.filter(({ actual }) => actual)).toEqual([]);
});

test('a pact of many pages says on each which one it is, and the list goes on', async () => {
  const paper = papers.find(([known]) => known === 'pact, as long as it may be')?.[1];
  if (!paper) throw new Error('no such sample');
  const { pages } = await read(await pdfOf(paper, imprint));
  expect(pages.length).toBeGreaterThan(1);
  for (const { content } of pages) expect(marksOf(content).filter((mark) => mark === 'artifact')).toHaveLength(1);
});
