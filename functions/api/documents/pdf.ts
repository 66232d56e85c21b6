/** Lays a paper out as a tagged PDF (PDF/UA): headings, lists and reading order for who listens to it. */

import regular from 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';
import bold from 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf';
import { create } from 'fontkit';
import PDFDocument from 'pdfkit';
import type { Instant } from '../../domain/dates.ts';
import type { Block, Paper } from '../../domain/papers.ts';
import type { Language } from '../../domain/person.ts';

/** What stands on every paper beside what it says. */
export interface Imprint {
  readonly bodyName: string;
  /** Its number of the register; a letter that is no act has none. */
  readonly number?: string;
  /** How whoever holds it checks that it is authentic; a letter goes to its reader alone. */
  readonly check?: { readonly issued: string; readonly code: string; readonly verifyUrl: string };
  /** When it was issued: the same paper gives the same bytes. */
  readonly at: Instant;
}

/** To whom a letter goes, line by line, and in what language. */
export interface Addressed {
  readonly to?: readonly string[];
  readonly language?: Language;
}

const margin = 56;
const indent = 14;
const sizes = { title: 17, heading: 13, text: 10.5, small: 8.5 };
const fonts = { regular: Buffer.from(regular), bold: Buffer.from(bold) };
type Font = keyof typeof fonts;

// That the file is PDF/UA-1 is said here: the library's own way adds a list of glyphs that leaves out parts of them.
const conformance =
  '<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>';

/** What stands for a letter that the font has not; who listens to the paper hears the letter itself. */
const unshown = '□';
const words = {
  it: {
    unshown: `Il segno ${unshown} sta per un carattere che qui non si può scrivere: vale il codice fiscale.`,
    page: (page: number, of: number) => `pagina ${page} di ${of}`,
  },
  en: {
    unshown: `The sign ${unshown} stands for a character that cannot be written here: the fiscal code counts.`,
    page: (page: number, of: number) => `page ${page} of ${of}`,
  },
} satisfies Record<Language, object>;

/** The bytes of a paper. */
export function pdfOf(paper: Paper & Addressed, imprint: Imprint): Promise<Buffer> {
  const date = new Date(imprint.at);
  const language = paper.language ?? 'it';
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: margin, left: margin, right: margin, bottom: margin + 2 * sizes.small },
    pdfVersion: '1.7',
    tagged: true,
    lang: { it: 'it-IT', en: 'en-GB' }[language],
    displayTitle: true,
    bufferPages: true,
    // No standard font to begin with: it could not be embedded, which PDF/UA asks.
    font: '',
    // The library writes what it is told into XML as it is.
    info: { Title: paper.title, Author: imprint.bodyName.replace(/[<>&]/g, ' '), CreationDate: date, ModDate: date },
  });
  const done = collect(pdf);
  pdf.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  pdf.appendXML(conformance);

  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const page = new Page(pdf, root);
  page.write('P', 'bold', sizes.text, imprint.bodyName, 1.5);
  for (const [index, line] of paper.to?.entries() ?? [])
    page.write('P', 'regular', sizes.text, line, 0.2, index === 0 ? 2 * sizes.text : 0);
  page.write('H1', 'bold', sizes.title, paper.title, 0.8, paper.to ? 3 * sizes.text : 0);
  for (const block of paper.blocks) page.lay(block);
  const { number, check } = imprint;
  if (check) {
    page.write('P', 'regular', sizes.small, `Protocollo n. ${number} · ${check.issued}`, 0.3, sizes.text);
    page.write('P', 'regular', sizes.small, `Codice di verifica: ${check.code.replace(/(.{4})(?=.)/g, '$1-')}`, 0.3);
    page.write('P', 'regular', sizes.small, `Per controllare che sia autentico: ${check.verifyUrl}`, 0.3);
  }
  if (page.hides) page.write('P', 'regular', sizes.small, words[language].unshown);
  root.end();
  numberPages(pdf, number === undefined ? paper.title : `Protocollo n. ${number}`, language);
  pdf.end();
  return done;
}

/** What is written under each other, each piece with its tag. */
class Page {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #shown: Record<Font, (sign: string) => boolean>;
  /** Whether some letter could not be shown. */
  hides = false;

  constructor(pdf: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement) {
    this.#pdf = pdf;
    this.#root = root;
    this.#shown = { regular: glyphsOf('regular'), bold: glyphsOf('bold') };
  }

  /** Writes a piece of text; `gap`: what is left free below it, by its size; `above`: and before it, in points. */
  write(tag: string, font: Font, size: number, text: string, gap = 0.6, above = 0): void {
    this.#keep(above + 2 * size);
    this.#pdf.y += above;
    this.#root.add(this.#text(tag, font, size, text, gap));
  }

  lay(block: Block): void {
    if (block.kind === 'facts') {
      for (const [label, value] of block.rows) this.write('P', 'regular', sizes.text, `${label}: ${value}`, 0.4);
    } else if (block.kind === 'heading') {
      // Never the last line of a page.
      this.#keep(6 * sizes.heading);
      this.write('H2', 'bold', sizes.heading, block.text, 0.5, sizes.text);
    } else if (block.kind === 'list') {
      this.#list(block.items);
    } else {
      const line = block.kind === 'sign' ? `${block.text}: ${'_'.repeat(30)}` : block.text;
      this.write(
        'P',
        'regular',
        sizes.text,
        line,
        block.kind === 'sign' ? 2 : undefined,
        block.kind === 'sign' ? 20 : 0,
      );
    }
  }

  /** Begins another page unless so many points are left on this one. */
  #keep(points: number): void {
    if (this.#pdf.y + points > this.#pdf.page.maxY()) this.#pdf.addPage();
  }

  #list(items: readonly string[]): void {
    const pdf = this.#pdf;
    const list = pdf.struct('L');
    this.#root.add(list);
    for (const item of items) {
      this.#keep(2 * sizes.text);
      const point = pdf.struct('LI');
      list.add(point);
      point.add(
        pdf.struct('Lbl', {}, () => {
          pdf.font('regular').fontSize(sizes.text).text('–', margin, pdf.y, { lineBreak: false });
        }),
      );
      point.add(this.#text('LBody', 'regular', sizes.text, item, 0.4, margin + indent));
      point.end();
    }
    list.end();
  }

  #text(tag: string, font: Font, size: number, text: string, gap: number, x = margin): PDFKit.PDFStructureElement {
    const pdf = this.#pdf;
    const written = Array.from(text, (sign) => (this.#shown[font](sign) ? sign : unshown)).join('');
    const hides = written !== text;
    this.hides ||= hides;
    return pdf.struct(tag, hides ? { actual: text } : {}, () => {
      const width = pdf.page.width - margin - x;
      pdf
        .font(font)
        .fontSize(size)
        .text(written, x, pdf.y, { paragraphGap: size * gap, width });
    });
  }
}

/** Whether a font has a sign; a blank it can always leave. */
function glyphsOf(font: Font): (sign: string) => boolean {
  const parsed = create(fonts[font]);
  return (sign) => 'hasGlyphForCodePoint' in parsed && parsed.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0);
}

/** Writes under each page of several which one it is; no content, so whoever listens is spared it. */
function numberPages(pdf: PDFKit.PDFDocument, of: string, language: Language): void {
  const { count } = pdf.bufferedPageRange();
  if (count < 2) return;
  for (let index = 0; index < count; index += 1) {
    const page = pdf.switchToPage(index);
    // Below the text, where a line would else begin another page.
    page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf
      .font('regular')
      .fontSize(sizes.small)
      .text(`${of} · ${words[language].page(index + 1, count)}`, margin, page.height - margin, { lineBreak: false });
    pdf.endMarkedContent();
  }
}

function collect(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}
