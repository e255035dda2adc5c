import { counted } from '../lib/counted.js';
import { groupBy } from '../lib/group-by.js';
import { findFlags } from '../title/provenance/flags/find-flags.js';
import type { Flag } from '../title/provenance/flags/flag.js';
import type { WatchList } from '../title/provenance/flags/watch-list.js';
import type { Provenance } from '../title/provenance/period.js';
import { historiesInText, type TextHistory } from '../title/provenance/histories-in-text.js';
import { readProvenance } from '../title/provenance/read-provenance.js';
import { writeProvenance, writeSentences } from '../title/provenance/write-provenance.js';
import { textOption, WrongUsage, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION } from './house.js';
import { importProvenance } from './import-provenance.js';
import { printable } from './printable.js';
import { showProvenance } from './show-provenance.js';
import { readTextFile } from './text-file.js';
import { readWatchLists } from './watch-list-files.js';

export const provenanceCommand: Command = {
  name: 'provenance',
  usage:
    'provenance check FILE [--created YEAR] [--watch-list LIST.json]… | import FILE --work WORK [--replace] [--maker KEYFILE] | show WORK [--known-at DAY] [--watch-list LIST.json]…',
  help: `check reads a provenance in words, and tells what a person should look at in it. It needs no server, and sends nothing anywhere.
import records what a text tells as events of a work's history, as your statement; a FILE that ends in .json is a list of events, and can tell what a text
cannot: searches, offers, and examinations of the object with the fields of Object ID. show gives a work's history as a text for a label, with what a
person should look at.

  --created YEAR          When the work was made, from -9999 (10000 BCE) to 9999; of show, its registration says it.
  --replace               What you told before of the same object is taken back; without --object, what you told of none in particular. One event:
                          raisonne withdraw.
  --maker KEYFILE         Your key: of who registered or claims the work, or owns a share of it or did (RAISONNE_KEY, ~/.raisonne/key.json).
  --work WORK             Whose history the text tells.
  --object NAME           Which object of the work the text is about, where there are several.
  --known-at DAY          By what the register had taken until the end of that day.
  --watch-list LIST.json  Names to look for; may be given several times: {"title": "Whose list", "date": "2026-01-31", "kind": "dealers" or
                          "sanctions", "names": ["Galerie X", {"name": "Y", "aliases": ["Z"]}]}. A hit is a likeness of names, for a person.

FILE is text in UTF-8 of up to 16 MB, in the convention of the American Alliance of Museums as the Carnegie Museum of Art writes it: periods
from the first owner to the last; ";" says that the work passed directly to the next, "." that it did not or is not known to have.
Methods are those of arttracks/museum_provenance, dates EDTF (ISO 8601-2). What is not understood is kept word for word.
Or it is provenance.txt of an evidence package: each history in it is read by itself, without the headings; import takes what is stated there.

In a list of events each is as schema/statements/record-provenance.json has it (events); in place of a file, of a source or a photograph, may be its name
of one in the list's own folder: it is sent, and public from then on; photographs must be pictures, and no path, link out of the folder or key file is taken. An examination: {"type": "examination", "on": "2024-05-01", "kindOfObject": "painting", "materials": "oil on canvas",
"measurements": [{"dimension": "height", "value": "73.7", "unit": "cm"}], "attribution": {"maker": {"name": "…"}, "qualifier": "attributed-to"}, "photographs": ["front.jpg"]}.

check --json prints {periods, flags, text}. text is the provenance as it is written; reading it gives the same periods. periods: [{text, doubt, isInParentheses, method:
{id, said, isCertain, isAfterOwner} | null, agent, owner, sources: [{by, event, party}], place, dates: {words, earliestBegin, latestBegin,
earliestEnd, latestEnd} | null, stockNumber, price: {said, value, currency} | null, remarks, footnotes, citations, isDirectTransfer, verbatim}],
a party being {name, isCertain, clause, relationship: {is, to} | null, life: {birth, death, …} | null, place: {name, isCertain} | null} | null; verbatim is the
whole period where it was not understood, and else null. notes: [{marker, text}]. flags: [{code, severity: high | medium | low,
periods: places from 0, message, rule, source, clears}], the gravest first. A flag is a question and no finding: a gap implies nothing, and no flag says that anything
was stolen. What the text alone cannot decide is not asked: searches in databases of losses, sanctions without a list, resale right.
Of provenance.txt of a package it is {histories}: each of these with basis, registered or stated, and the object that it is of or null.
One list is built in: a few names of the Art Looting Investigation Unit's Final Report of 1 May 1946, for periods from 1933 to 1960.

import --json prints {work, events, statements, takenBack}: how many, the ids of the statements, and how many earlier events were taken back. show --json prints {work, text, events, erased, flags, flagsOfRecord, unread, checkpoint}, each event
as its statement has it with its id and who stated it, the events of a flag by their ids; erased are the statements of its history whose words were erased ({id, index, kind, recordedAt, forgottenAt, signer}); flagsOfRecord are those that claims, disputes,
rights, objects and files raise today, and none with --known-at ({code, severity, about: ids, message, rule, source, clears}), unread the files that could not be read: [{file, why}]; and checkpoint the size of the log's signed head or null.

Exit code 0 whether there are flags or not; 1 where FILE or a list cannot be read. import refuses OUT_OF_SCHEMA, NO_SUCH_FILE, NOT_BESIDE_LIST, KEY_FILE, NOT_AN_IMAGE, WORK_UNKNOWN, NOT_ALLOWED, PERIOD_TOO_LONG,
NOTE_TOO_LONG, TOO_MANY_EVENTS, and NOT_ONE_HISTORY for provenance.txt of a package that states none or several: --object names one.
  ${SERVER_HELP}`,
  options: {
    created: { type: 'string' },
    'watch-list': { type: 'string', multiple: true },
    work: { type: 'string' },
    replace: { type: 'boolean' },
    maker: { type: 'string' },
    object: { type: 'string' },
    'known-at': { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 2,
  async run(call) {
    const {
      arguments: [verb = '', path = ''],
      options,
    } = call;
    if (verb === 'import') return importProvenance(call, path);
    if (verb === 'show') return showProvenance(call, path);
    if (verb !== 'check') throw new WrongUsage(`provenance can check, import and show, and not "${verb}".`);
    const created = yearOption(textOption(options, 'created'));
    const watchLists = await readWatchLists(options);
    const checked = historiesInText(await readTextFile(path)).map((history) =>
      checkHistory(history, { created, watchLists }),
    );
    const [first] = checked;
    const isPlain = first?.basis === null;
    return {
      json: isPlain
        ? first.json
        : { histories: checked.map(({ basis, object, json }) => ({ basis, object, ...json })) },
      text: printable(
        isPlain
          ? first.text
          : checked.map((one) => `${headingOf(one)}\n${one.text}`).join('\n\n') || 'It tells no history.',
      ),
    };
  },
};

function checkHistory(
  { text, ...history }: TextHistory,
  asked: { created: number | null; watchLists: readonly WatchList[] },
) {
  const provenance = readProvenance(text);
  const flags = findFlags(provenance, asked);
  const sentences = writeSentences(provenance.periods);
  const json = {
    convention: provenance.convention,
    periods: provenance.periods.map((period, at) => ({ text: sentences[at], ...period })),
    notes: provenance.notes,
    flags,
    text: writeProvenance(provenance),
  };
  return { ...history, json, text: describe(provenance, { flags, sentences }) };
}

const headingOf = ({ basis, object }: Pick<TextHistory, 'basis' | 'object'>): string =>
  basis === 'registered'
    ? 'Registered, by transfers that its owners signed:'
    : `Stated${object === null ? '' : ` of ${object}`}, by events of its history:`;

function yearOption(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^-?\d{1,4}$/.test(text))
    throw new WrongUsage(`--created is ${text}; it must be a year from -9999 to 9999.`);
  return Number(text);
}

function describe(
  { periods, notes }: Provenance,
  { flags, sentences }: { flags: readonly Flag[]; sentences: readonly string[] },
): string {
  const shown = ({ severity, code, message, clears, periods: at }: Flag) => [
    `     ${severity}  ${code}${at.length > 1 ? ` (${at.map((one) => one + 1).join(', ')})` : ''}: ${message}`,
    `           Would clear it: ${clears}`,
  ];
  const under = byPeriod(flags);
  return [
    ...(under.get(-1) ?? []).flatMap(shown),
    ...periods.flatMap((_, at) => [
      `${String(at + 1).padStart(3)}. ${sentences[at]}`,
      ...(under.get(at) ?? []).flatMap(shown),
    ]),
    ...notes.map(({ marker, text }) => `[${marker}] ${text}`),
    '',
    flags.length === 0
      ? 'No flag was raised. That says what the text tells, not that nothing is wrong.'
      : `${counted(flags.length, 'flag')}: questions for a person, not findings.`,
  ].join('\n');
}

/** Under the last of its periods; -1 for the whole. */
const byPeriod = (flags: readonly Flag[]): Map<number, Flag[]> =>
  groupBy(flags, ({ periods }) => periods.at(-1) ?? -1);
