import { Refusal } from '../lib/refusal.js';
import type { DocumentRequest } from '../evidence/documents/requested/requested-documents.js';
import { readDocumentRequest } from '../evidence/read-document-request.js';
import { textOptions, WrongUsage, type Options } from './command.js';
import { readTextFile } from './text-file.js';

/** Documents that --with names, each with the file of what the record does not know, where it wants one. */
const WANTS: Readonly<Record<string, 'fields' | 'fields or nothing' | 'nothing' | 'text or nothing'>> = {
  usco: 'fields',
  fre902: 'nothing',
  'dmca-notice': 'fields',
  'dmca-counter-notice': 'fields',
  'due-diligence': 'text or nothing',
  'resale-right': 'fields',
  'resale-right-of-sales': 'fields or nothing',
  'dispute-dossier': 'fields or nothing',
};

export const WITH_HELP = `--with DOCUMENT[=FILE]   Puts a document into the package that is made on request, here and not on the server; may be given several times:
                           usco=FIELDS.json                  a worksheet for an application to the U.S. Copyright Office
                           fre902                            a draft certification (FRE 902(13), (14)), unsigned, for a qualified person
                           dmca-notice=FIELDS.json           a notice (17 USC 512(c)(3)); dmca-counter-notice=FIELDS.json the answer (512(g)(3))
                           due-diligence[=PROVENANCE.txt]    what to look at before a transaction; with --watch-list LIST.json names to look for
                           resale-right=SALE.json            {"country", "price", "date", "currency"}: the resale royalty of a sale
                           resale-right-of-sales[=COUNTRIES.json]  the same of every sale that is stated or registered of the work; {"country": "DE"} where none is told
                           dispute-dossier[=FIELDS.json]     what is said in its disputes, and how they stand; {"dispute": ID} for one
                         What FIELDS.json holds is in schema/document-fields. Each is a draft, informs, and is no advice.`;

/** What --with asks for. Refuses FILE_UNREADABLE for fields that are no JSON, and as the server does what cannot be read. */
export async function documentRequestOf(options: Options): Promise<DocumentRequest> {
  const request: Record<string, unknown> = {};
  for (const asked of textOptions(options, 'with')) {
    const [name = '', ...rest] = asked.split('=');
    const file = rest.length > 0 ? rest.join('=') : undefined;
    const wants = Object.hasOwn(WANTS, name) ? WANTS[name] : undefined;
    if (wants === undefined)
      throw new WrongUsage(`--with can be ${Object.keys(WANTS).join(', ')}, and not "${name}".`);
    if (wants === 'fields' && file === undefined)
      throw new WrongUsage(`--with ${name}=FIELDS.json wants a file.`);
    if (wants === 'nothing' && file !== undefined) throw new WrongUsage(`--with ${name} takes no file.`);
    const key = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    request[key] = await fieldsOf(name, file, options);
  }
  if (textOptions(options, 'watch-list').length > 0 && request['dueDiligence'] === undefined)
    throw new WrongUsage('--watch-list is for --with due-diligence.');
  return readDocumentRequest(request);
}

async function fieldsOf(name: string, file: string | undefined, options: Options): Promise<unknown> {
  const text = file === undefined ? undefined : await readTextFile(file);
  if (name === 'due-diligence') {
    const lists = textOptions(options, 'watch-list');
    const watchLists = await Promise.all(lists.map(async (list) => jsonOf(await readTextFile(list), list)));
    return { watchLists, ...(text !== undefined && { provenance: text }) };
  }
  if (text !== undefined) return jsonOf(text, file ?? '');
  return WANTS[name] === 'nothing' ? true : {};
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal('FILE_UNREADABLE', `${path} is no JSON.`, { path }, { cause });
  }
}
