import PdfDocument from 'pdfkit';
import { breakLines } from './break-lines.js';
import type { FontFace, FontStyle } from './font-face.js';
import { isFromTheRight, runsOf, visibleText, type TextRun } from './shape-text.js';

/** A4 in points; the margin at the sides and below, and where text begins. */
const PAGE = { width: 595.28, height: 841.89, side: 62, top: 84, bottom: 74 };
export const TEXT_WIDTH = PAGE.width - 2 * PAGE.side;
const INK = '#1a1a1a';
const QUIET = '#5c5c5c';
const RULE = '#b8b8b8';

interface Setting {
  readonly style?: FontStyle;
  readonly size?: number;
  readonly colour?: 'ink' | 'quiet';
  /** From the left edge of the text, in points. */
  readonly indent?: number;
  readonly width?: number;
  readonly isRightToLeft?: boolean;
}

interface Line {
  readonly text: string;
  readonly isRightToLeft: boolean;
}

const asLine = (text: string): Line => ({ text, isRightToLeft: false });

export interface SheetOptions {
  /** Within the document's properties: plain ASCII, since it is written into XML as it stands. */
  readonly title: string;
  readonly subject: string;
  /** Of creation, change and attachments: nothing here reads a clock. */
  readonly date: Date;
  readonly faces: readonly FontFace[];
  /** At the top of each page, a line each: one or two, of some 100 letters at most. */
  readonly head: readonly string[];
}

export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly bytes: Uint8Array;
}

export type Sheet = ReturnType<typeof openSheet>;

/**
 * A document on A4 pages, filled from the top; PDF/A-3b (ISO 19005-3) with all fonts embedded. The same calls give the same bytes. Text in any
 * script is set by the faces that have its letters; see shape-text.ts.
 */
export function openSheet({ title, subject, date, faces, head }: SheetOptions) {
  const doc = new PdfDocument({
    size: 'A4',
    subset: 'PDF/A-3b',
    pdfVersion: '1.7',
    bufferPages: true,
    autoFirstPage: false,
    // No standard font: PDF/A embeds all. The types do not know null.
    font: null as unknown as string,
    margin: 0,
    lang: 'en',
    displayTitle: true,
    info: {
      Title: title,
      Subject: subject,
      Author: 'Raisonne',
      Creator: 'Raisonne',
      Producer: 'Raisonne',
      CreationDate: date,
    },
  });
  for (const { name, bytes } of faces) doc.registerFont(name, Buffer.from(bytes));
  let y = PAGE.top;
  const newPage = (): void => {
    doc.addPage();
    y = PAGE.top;
  };
  newPage();

  /** How a run is laid out, and how wide it then is. */
  const laidOut = (run: TextRun, size: number): { options: Layout; width: number } => {
    const { text, face, level } = run;
    doc.font(face.name).fontSize(size);
    const options = level % 2 === 1 ? WHOLE_RUN : {};
    try {
      return { options, width: doc.widthOfString(text, options) };
    } catch (error) {
      // The shaper cannot place some sequences of marks that no language has: then each stands where its letter ends.
      if (!(error instanceof TypeError)) throw error;
      return { options: WITHOUT_MARKS, width: doc.widthOfString(text, WITHOUT_MARKS) };
    }
  };

  const widthOf = (text: string, { style = 'text', size = 10, isRightToLeft = false }: Setting): number =>
    runsOf(text, { faces, style, isRightToLeft }).reduce((sum, run) => sum + laidOut(run, size).width, 0);

  /** One line on its baseline. */
  const drawLine = (line: Line | undefined, x: number, baseline: number, setting: Setting) => {
    if (!line) return;
    const { style = 'text', size = 10, colour = 'ink', width = TEXT_WIDTH - (setting.indent ?? 0) } = setting;
    const { text, isRightToLeft } = line;
    // What is read from the right ends at the right.
    let at = isRightToLeft ? x + width - widthOf(text, { ...setting, isRightToLeft }) : x;
    for (const run of runsOf(text, { faces, style, isRightToLeft })) {
      const { options, width: runWidth } = laidOut(run, size);
      doc.fillColor(colour === 'ink' ? INK : QUIET);
      doc.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic', ...options });
      at += runWidth;
    }
  };

  const linesOf = (text: string, setting: Setting): Line[] =>
    visibleText(text, faces)
      .split('\n')
      .flatMap((paragraph) => {
        const isRightToLeft = isFromTheRight(paragraph);
        const measure = (part: string) => widthOf(part, { ...setting, isRightToLeft });
        const width = setting.width ?? TEXT_WIDTH - (setting.indent ?? 0);
        return breakLines(paragraph, width, measure).map((line) => ({ text: line, isRightToLeft }));
      });

  /** Goes to a new page where less than this is left. */
  const keep = (height: number): void => {
    if (y + height > PAGE.height - PAGE.bottom) newPage();
  };

  const text = (content: string, setting: Setting = {}): void => {
    const leading = leadingOf(setting);
    for (const line of linesOf(content, setting)) {
      keep(leading);
      y += leading;
      drawLine(line, PAGE.side + (setting.indent ?? 0), y - leading * 0.28, setting);
    }
  };

  return {
    text,
    keep,
    space(height: number): void {
      y += height;
    },
    heading(content: string): void {
      keep(70);
      y += 20;
      text(content, { style: 'strong', size: 12.5 });
      y += 3;
      doc
        .moveTo(PAGE.side, y)
        .lineTo(PAGE.width - PAGE.side, y)
        .lineWidth(0.5)
        .strokeColor(RULE)
        .stroke();
      y += 5;
    },
    subheading(content: string): void {
      keep(46);
      y += 9;
      text(content, { style: 'strong', size: 10.5 });
      y += 1;
    },
    /** A name in the left column and what it is in the right one. */
    row(name: string, value: string, { style = 'text' }: Setting = {}): void {
      const label: Setting = { colour: 'quiet', size: 8.5, width: LABEL - 12 };
      const setting: Setting = { style, size: style === 'mono' ? 7.9 : 10, indent: LABEL };
      const names = linesOf(name, label);
      const values = linesOf(value, setting);
      const leading = leadingOf({ size: 10 });
      const count = Math.max(names.length, values.length);
      // A short row stands on one page.
      if (count <= 6) keep(count * leading);
      for (let at = 0; at < count; at += 1) {
        keep(leading);
        y += leading;
        const baseline = y - leading * 0.28;
        drawLine(names[at], PAGE.side, baseline, label);
        drawLine(values[at], PAGE.side + LABEL, baseline, setting);
      }
      y += 1.5;
    },
    /** Two pictures side by side at the head of the record; returns to below the higher one. */
    beside(height: number, draw: readonly ((place: { x: number; y: number; size: number }) => void)[]): void {
      keep(height);
      for (const [at, one] of draw.entries())
        one({
          x: at === 0 ? PAGE.side : PAGE.width - PAGE.side - QR_SIZE,
          y,
          size: at === 0 ? height : QR_SIZE,
        });
      y += height;
    },
    picture(jpeg: Uint8Array, place: { x: number; y: number; size: number }): void {
      // The types know neither that images are opened, nor what one says of itself.
      const opener = doc as unknown as { openImage(source: Buffer): { readonly colorSpace?: string } };
      const image = opener.openImage(Buffer.from(jpeg));
      // The one intent of the document is sRGB: colours of a press have no meaning under it (ISO 19005-3, 6.2.4.3).
      if (image.colorSpace !== 'DeviceRGB' && image.colorSpace !== 'DeviceGray')
        throw new TypeError('it is neither grey nor RGB');
      doc.image(image as unknown as Buffer, place.x, place.y, {
        fit: [TEXT_WIDTH - QR_SIZE - 24, place.size],
      });
    },
    /** Dark squares of a code, without its quiet zone: the page is white. */
    squares(
      isDark: (row: number, column: number) => boolean,
      count: number,
      place: { x: number; y: number; size: number },
    ): void {
      const side = place.size / count;
      for (let row = 0; row < count; row += 1)
        for (let column = 0; column < count; column += 1)
          if (isDark(row, column)) doc.rect(place.x + column * side, place.y + row * side, side, side);
      doc.fillColor('#000000').fill();
    },
    attach({ name, mediaType, description, bytes }: Attachment): void {
      const dates = { creationDate: date, modifiedDate: date };
      // The types do not know the relationship (ISO 32000-2, 7.11.3) that the writer takes.
      const options = { name, type: mediaType, description, relationship: 'Data', ...dates };
      doc.file(Buffer.from(bytes), options);
    },
    /** Head and foot of each page, and then the bytes. */
    async close(): Promise<Uint8Array> {
      const { count } = doc.bufferedPageRange();
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(page);
        const quiet: Setting = { size: 7.5, colour: 'quiet' };
        for (const [at, line] of head.entries())
          drawLine(asLine(line), PAGE.side, 48 - 9.5 * (head.length - 1 - at), quiet);
        doc
          .moveTo(PAGE.side, 55)
          .lineTo(PAGE.width - PAGE.side, 55)
          .lineWidth(0.5)
          .strokeColor(RULE)
          .stroke();
        const number = `Page ${page + 1} of ${count}`;
        drawLine(asLine(number), PAGE.width - PAGE.side - widthOf(number, quiet), PAGE.height - 40, quiet);
        drawLine(
          asLine('A claim, not a determination. All times in UTC.'),
          PAGE.side,
          PAGE.height - 40,
          quiet,
        );
      }
      const chunks: Uint8Array[] = [];
      doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      const ended = new Promise<void>((resolve, reject) => {
        doc.on('end', () => resolve());
        doc.on('error', reject);
      });
      doc.end();
      await ended;
      return new Uint8Array(Buffer.concat(chunks));
    },
  };
}

/** The width of the left column. */
const LABEL = 118;
const QR_SIZE = 92;

const leadingOf = ({ size = 10 }: Setting): number => size * 1.38;

/** What of the writer's options lays text out. */
type Layout = Pick<PDFKit.Mixins.TextOptions, 'features'>;

/** Letters from the right are laid out as one run, as any list of features has it; otherwise words are, each by itself. */
const WHOLE_RUN: Layout = { features: [] };

/** Features by their names, some of them off: the types know only lists of those that are on. */
const WITHOUT_MARKS = {
  features: { mark: false, mkmk: false, abvm: false, blwm: false, dist: false },
} as unknown as Layout;
