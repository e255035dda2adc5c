import type { FontShelf } from '../font-face.js';
import { openSheet } from '../pdf-sheet.js';
import { BLANK, type Form } from './form.js';
import { utcWords } from '../utc-words.js';

const WIDTH = 96;

/** The form as plain text in UTF-8. */
export function writeFormText({ title, mark, notices, sections, subject, asOf }: Form): Uint8Array {
  const parts = [
    [title.toUpperCase(), ...(mark === null ? [] : [mark])].join('\n'),
    ...notices.map(wrapped),
    `Work: ${subject}\nState of the record: ${utcWords(asOf)}`,
    ...sections.flatMap(({ heading, aside, paragraphs = [], rows = [] }) => [
      `${heading.toUpperCase()}${aside === undefined ? '' : `  [${aside}]`}\n${'-'.repeat(Math.min(heading.length, WIDTH))}`,
      ...paragraphs.map(wrapped),
      ...(rows.length > 0 ? [rows.map(({ name, value }) => `${name}: ${value ?? BLANK}`).join('\n')] : []),
    ]),
  ];
  return new TextEncoder().encode(`${parts.join('\n\n')}\n`);
}

/** The form as PDF/A-3b, as record.pdf is set. */
export async function writeFormPdf(form: Form, fonts: FontShelf): Promise<Uint8Array> {
  const { title, mark, notices, sections, subject, asOf } = form;
  const sheet = openSheet({
    title: `${title}, ${subject}`,
    subject: mark ?? title,
    date: new Date(asOf),
    faces: await fonts.facesFor([JSON.stringify(form).normalize('NFC')]),
    head: [[title, mark].filter((part) => part !== null).join(' · '), subject],
  });
  sheet.text(title, { style: 'strong', size: 18 });
  if (mark !== null) sheet.text(mark, { style: 'strong', size: 11, colour: 'quiet' });
  sheet.space(6);
  for (const notice of notices) sheet.text(notice, { colour: 'quiet', size: 9 });
  sheet.space(8);
  sheet.row('Work', subject, { style: 'mono' });
  sheet.row('State of the record', utcWords(asOf));
  for (const { heading, aside, paragraphs = [], rows = [] } of sections) {
    sheet.heading(heading, aside);
    for (const paragraph of paragraphs) {
      sheet.text(paragraph);
      sheet.space(4);
    }
    for (const { name, value, isDigest } of rows)
      sheet.row(name, value ?? BLANK, isDigest ? { style: 'mono' } : {});
  }
  return sheet.close();
}

function wrapped(paragraph: string): string {
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
