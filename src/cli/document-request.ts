import { Refusal } from '../lib/refusal.js';
import type { DocumentRequest } from '../evidence/documents/requested/requested-documents.js';
import { readProvenance } from '../title/provenance/read-provenance.js';
import { textOptions, WrongUsage, type Options } from './command.js';
import { readTextFile } from './text-file.js';
import { readWatchLists } from './watch-list-files.js';

/** Documents that --with names, each with the file of what the record does not know, where it wants one. */
const WANTS: Readonly<Record<string, 'fields' | 'nothing' | 'text or nothing'>> = {
  usco: 'fields',
  fre902: 'nothing',
  'dmca-notice': 'fields',
  'dmca-counter-notice': 'fields',
  'due-diligence': 'text or nothing',
  'resale-right': 'fields',
};

export const WITH_HELP = `--with DOCUMENT[=FILE]   Puts a document into the package that is made on request, here and not on the server; may be given several times:
                           usco=FIELDS.json                  a worksheet for an application to the U.S. Copyright Office
                           fre902                            a draft certification (FRE 902(13), (14)), unsigned, for a qualified person
                           dmca-notice=FIELDS.json           a notice (17 USC 512(c)(3)); dmca-counter-notice=FIELDS.json the answer (512(g)(3))
                           due-diligence[=PROVENANCE.txt]    what to look at before a transaction; with --watch-list LIST.json names to look for
                           resale-right=SALE.json            {"country", "price", "date", "currency"}: the resale royalty of a sale
                         What FIELDS.json holds is in schema/document-fields. Each is a draft, informs, and is no advice.`;

/** What --with asks for. Refuses FILE_UNREADABLE for fields that are no JSON. */
export async function readDocumentRequest(options: Options): Promise<DocumentRequest> {
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
    if (name === 'due-diligence')
      request[key] = {
        watchLists: await readWatchLists(options),
        ...(file !== undefined && { provenance: readProvenance(await readTextFile(file)) }),
      };
    else request[key] = file === undefined ? true : jsonOf(await readTextFile(file), file);
  }
  return request;
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal('FILE_UNREADABLE', `${path} is no JSON.`, { path }, { cause });
  }
}
