/** Lays a paper out as a tagged PDF (PDF/UA): headings, tables of facts and reading order for who listens to it. */

import regular from 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';
import bold from 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf';
import PDFDocument from 'pdfkit';
import { epochOf, type Instant } from '../../domain/dates.ts';
import type { Block, Paper } from '../../domain/papers.ts';

/** What stands under every paper, so that it can be checked. */
export interface Imprint {
  readonly bodyName: string;
  readonly number: string;
  readonly issued: string;
  readonly code: string;
  readonly verifyUrl: string;
  /** When it was issued: the same paper gives the same bytes. */
  readonly at: Instant;
}

/** What the library's types do not know yet. */
const universal: object = { subset: 'PDF/UA' };
const margin = 56;
const sizes = { title: 17, heading: 13, text: 10.5, small: 8.5 };

/** The bytes of a paper. */
export function pdfOf(paper: Paper, imprint: Imprint): Promise<Buffer> {
  const date = new Date(epochOf(imprint.at));
  const pdf = new PDFDocument({
    size: 'A4',
    margin,
    pdfVersion: '1.7',
    ...universal,
    tagged: true,
    lang: 'it-IT',
    displayTitle: true,
    // No standard font to begin with: it could not be embedded, which PDF/UA asks.
    font: '',
    info: { Title: paper.title, Author: imprint.bodyName, CreationDate: date, ModDate: date },
  });
  const done = collect(pdf);
  pdf.registerFont('regular', Buffer.from(regular)).registerFont('bold', Buffer.from(bold));

  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const write = (tag: string, font: 'regular' | 'bold', size: number, text: string, gap = 0.6) =>
    root.add(
      pdf.struct(tag, {}, () => {
        pdf
          .font(font)
          .fontSize(size)
          .text(text, { paragraphGap: size * gap });
      }),
    );

  write('P', 'bold', sizes.text, imprint.bodyName, 1.5);
  write('H1', 'bold', sizes.title, paper.title, 1);
  for (const block of paper.blocks) layBlock(block, write);
  write('P', 'regular', sizes.small, `Protocollo n. ${imprint.number} · ${imprint.issued}`, 0.3);
  write('P', 'regular', sizes.small, `Codice di verifica: ${imprint.code.replace(/(.{4})(?=.)/g, '$1-')}`, 0.3);
  write('P', 'regular', sizes.small, `Per controllare che sia autentico: ${imprint.verifyUrl}`);
  root.end();
  pdf.end();
  return done;
}

type Write = (tag: string, font: 'regular' | 'bold', size: number, text: string, gap?: number) => void;

function layBlock(block: Block, write: Write): void {
  if (block.kind === 'facts') {
    for (const [label, value] of block.rows) write('P', 'regular', sizes.text, `${label}: ${value}`, 0.4);
  } else if (block.kind === 'heading') {
    write('H2', 'bold', sizes.heading, block.text);
  } else {
    const line = block.kind === 'sign' ? `${block.text}: ${'_'.repeat(30)}` : block.text;
    write('P', 'regular', sizes.text, line, block.kind === 'sign' ? 2 : undefined);
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
