import PdfDocument from 'pdfkit';
import { breakLines } from './break-lines.js';
import { CODE, CODE_SIZE, LEAST_CODE_SIZE, stretchesOf } from './codes-in-text.js';
import type { FontFace, FontStyle } from './font-face.js';
import { placesOf, type Block } from './page-breaks.js';
import { isFromTheRight, runsOf, visibleText, type TextRun } from './shape-text.js';

/** A4 in points; the margin at the sides and below, and where text begins. */
const PAGE = { width: 595.28, height: 841.89, side: 62, top: 84, bottom: 74 };
const TEXT_HEIGHT = PAGE.height - PAGE.top - PAGE.bottom;
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
  readonly setting: Setting;
}

/** A block with how each of its lines is drawn, whose top is given. */
interface DrawnBlock extends Block {
  draw(line: number, top: number): void;
}

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

/** In points, from the upper left corner of the page. */
export interface SheetPlace {
  readonly x: number;
  readonly y: number;
  readonly height: number;
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
  doc.addPage();
  // Where blocks stand is known when all are there.
  const blocks: DrawnBlock[] = [];
  let space = 0;
  const put = (block: Omit<DrawnBlock, 'before'>, { before = 0, after = 0 } = {}): void => {
    if (block.lines.length === 0) return;
    blocks.push({ ...block, before: space + before });
    space = after;
  };

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

  const runsIn = (text: string, setting: Setting) =>
    stretchesOf(text, setting).flatMap(({ text: part, style, size }) =>
      runsOf(part, { faces, style, isRightToLeft: setting.isRightToLeft ?? false }).map((run) => ({
        run,
        size,
      })),
    );

  const widthOf = (text: string, setting: Setting): number =>
    runsIn(text, setting).reduce((sum, { run, size }) => sum + laidOut(run, size).width, 0);

  /** One line on its baseline. */
  const drawLine = (line: Line | undefined, x: number, baseline: number) => {
    if (!line) return;
    const { text, isRightToLeft, setting } = line;
    const { colour = 'ink' } = setting;
    // What is read from the right ends at the right.
    let at = isRightToLeft ? x + widthIn(setting) - widthOf(text, { ...setting, isRightToLeft }) : x;
    for (const { run, size } of runsIn(text, { ...setting, isRightToLeft })) {
      const { options, width: runWidth } = laidOut(run, size);
      doc.fillColor(colour === 'ink' ? INK : QUIET);
      doc.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic', ...options });
      at += runWidth;
    }
  };

  const linesOf = (
    text: string,
    setting: Setting,
    settingOf: (paragraph: string) => Setting = () => setting,
  ): Line[] =>
    visibleText(text, faces)
      .split('\n')
      .flatMap((paragraph) => {
        const isRightToLeft = isFromTheRight(paragraph);
        const own = settingOf(paragraph);
        const measure = (part: string) => widthOf(part, { ...own, isRightToLeft });
        return breakLines(paragraph, widthIn(own), measure).map((line) => ({
          text: line,
          isRightToLeft,
          setting: own,
        }));
      });

  /** An id, a digest or a key is set in letters of one width, a little smaller where it then fits into its line. */
  const settingOfCode = (paragraph: string, setting: Setting): Setting => {
    if (!CODE.test(paragraph)) return setting;
    const mono = { ...setting, style: 'mono', size: CODE_SIZE } as const;
    const size = (CODE_SIZE * widthIn(mono)) / widthOf(paragraph, mono);
    return size < CODE_SIZE && size >= LEAST_CODE_SIZE ? { ...mono, size } : mono;
  };

  const rule = (y: number): void => {
    doc
      .moveTo(PAGE.side, y)
      .lineTo(PAGE.width - PAGE.side, y)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke();
  };

  const text = (content: string, setting: Setting = {}): void => {
    const leading = leadingOf(setting);
    const lines = linesOf(content, setting);
    put({
      level: null,
      lines: lines.map(() => leading),
      isWhole: false,
      isNote: setting.colour === 'quiet' && blocks.at(-1)?.level != null,
      draw: (at, top) => drawLine(lines[at], PAGE.side + (setting.indent ?? 0), top + leading * BASELINE),
    });
  };

  const drawBlocks = (): void => {
    const places = placesOf(blocks, TEXT_HEIGHT);
    let page = 0;
    for (const [at, block] of blocks.entries())
      for (const [line, place] of (places[at] ?? []).entries()) {
        for (; page < place.page; page += 1) doc.addPage();
        block.draw(line, PAGE.top + place.top);
      }
  };

  return {
    text,
    space(height: number): void {
      space += height;
    },
    /** With what stands small at its right, such as a code. */
    heading(content: string, aside = ''): void {
      const small: Setting = { style: 'mono', size: 7.5, colour: 'quiet' };
      const [beside] = linesOf(aside, small);
      const room = aside === '' ? 0 : widthOf(aside, small) + 14;
      const setting: Setting = { style: 'strong', size: 12.5, width: TEXT_WIDTH - room };
      const leading = leadingOf(setting);
      const lines = linesOf(content, setting);
      const last = lines.length - 1;
      put(
        {
          level: 1,
          lines: lines.map((_, at) => (at === last ? leading + 8 : leading)),
          isWhole: true,
          draw(at, top) {
            const baseline = top + leading * BASELINE;
            drawLine(lines[at], PAGE.side, baseline);
            if (at === 0) drawLine(beside, PAGE.width - PAGE.side - room + 14, baseline);
            if (at === last) rule(top + leading + 3);
          },
        },
        { before: 20 },
      );
    },
    subheading(content: string): void {
      const setting: Setting = { style: 'strong', size: 10.5 };
      const leading = leadingOf(setting);
      const lines = linesOf(content, setting);
      put(
        {
          level: 2,
          lines: lines.map(() => leading),
          isWhole: true,
          draw: (at, top) => drawLine(lines[at], PAGE.side, top + leading * BASELINE),
        },
        { before: 9, after: 1 },
      );
    },
    /** A name in the left column and what it is in the right one. */
    row(name: string, value: string, { style = 'text' }: Setting = {}): void {
      const setting: Setting = { style, size: style === 'mono' ? CODE_SIZE : 10, indent: LABEL };
      const names = linesOf(name, { colour: 'quiet', size: 8.5, width: LABEL - 12 });
      const values = linesOf(value, setting, (paragraph) => settingOfCode(paragraph, setting));
      const leading = leadingOf({ size: 10 });
      put(
        {
          level: null,
          lines: Array.from({ length: Math.max(names.length, values.length) }, () => leading),
          isWhole: true,
          draw(at, top) {
            const baseline = top + leading * BASELINE;
            drawLine(names[at], PAGE.side, baseline);
            drawLine(values[at], PAGE.side + LABEL, baseline);
          },
        },
        { after: 1.5 },
      );
    },
    /** A picture and a code side by side, or a code alone. */
    beside(height: number, draw: readonly ((place: SheetPlace) => void)[]): void {
      put({
        level: null,
        lines: [height],
        isWhole: true,
        draw(_, top) {
          for (const [at, one] of draw.entries())
            one({
              x: at === 0 ? PAGE.side : PAGE.width - PAGE.side - QR_SIZE,
              y: top,
              height,
            });
        },
      });
    },
    picture(jpeg: Uint8Array, place: SheetPlace): void {
      // The types know neither that images are opened, nor what one says of itself.
      const opener = doc as unknown as { openImage(source: Buffer): { readonly colorSpace?: string } };
      const image = opener.openImage(Buffer.from(jpeg));
      // The one intent of the document is sRGB: colours of a press have no meaning under it (ISO 19005-3, 6.2.4.3).
      if (image.colorSpace !== 'DeviceRGB' && image.colorSpace !== 'DeviceGray')
        throw new TypeError('it is neither grey nor RGB');
      doc.image(image as unknown as Buffer, place.x, place.y, {
        fit: [TEXT_WIDTH - QR_SIZE - 24, place.height],
      });
    },
    /** Dark squares of a code, without its quiet zone: the page is white. Under them stands what the code leads to. */
    squares(
      isDark: (row: number, column: number) => boolean,
      count: number,
      { caption, x, y }: SheetPlace & { readonly caption: string },
    ): void {
      const side = QR_SIZE / count;
      for (let row = 0; row < count; row += 1)
        for (let column = 0; column < count; column += 1)
          if (isDark(row, column)) doc.rect(x + column * side, y + row * side, side, side);
      doc.fillColor('#000000').fill();
      const setting: Setting = { size: 7.5, colour: 'quiet', width: QR_SIZE };
      const leading = leadingOf(setting);
      for (const [at, line] of linesOf(caption, setting).entries())
        drawLine(line, x, y + QR_SIZE + 5 + leading * (at + BASELINE));
    },
    attach({ name, mediaType, description, bytes }: Attachment): void {
      const dates = { creationDate: date, modifiedDate: date };
      // The types do not know the relationship (ISO 32000-2, 7.11.3) that the writer takes.
      const options = { name, type: mediaType, description, relationship: 'Data', ...dates };
      doc.file(Buffer.from(bytes), options);
    },
    /** All that was put on it, with head and foot of each page; and then the bytes. */
    async close(): Promise<Uint8Array> {
      drawBlocks();
      const { count } = doc.bufferedPageRange();
      const quiet: Setting = { size: 7.5, colour: 'quiet' };
      const drawQuiet = (content: string, x: number, baseline: number) =>
        drawLine({ text: content, isRightToLeft: false, setting: quiet }, x, baseline);
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(page);
        for (const [at, line] of head.entries())
          drawQuiet(line, PAGE.side, 48 - 9.5 * (head.length - 1 - at));
        rule(55);
        const number = `Page ${page + 1} of ${count}`;
        drawQuiet(number, PAGE.width - PAGE.side - widthOf(number, quiet), PAGE.height - 40);
        drawQuiet('A claim, not a determination. All times in UTC.', PAGE.side, PAGE.height - 40);
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
/** Where in the leading the baseline is. */
const BASELINE = 0.72;
const widthIn = ({ indent = 0, width = TEXT_WIDTH - indent }: Setting): number => width;

/** What of the writer's options lays text out. */
type Layout = Pick<PDFKit.Mixins.TextOptions, 'features'>;

/** Letters from the right are laid out as one run, as any list of features has it; otherwise words are, each by itself. */
const WHOLE_RUN: Layout = { features: [] };

/** Features by their names, some of them off: the types know only lists of those that are on. */
const WITHOUT_MARKS = {
  features: { mark: false, mkmk: false, abvm: false, blwm: false, dist: false },
} as unknown as Layout;
