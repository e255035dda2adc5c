import { filesOfAct } from '../../../creation/human-act.js';
import { counted } from '../../../lib/counted.js';
import { idOf } from '../../../lib/ids.js';
import { ERASED_SENTENCE } from '../../../register/forgetting/remains.js';
import { flagRule } from '../../../title/provenance/flags/flag.js';
import type { RecordedClaim, WorkFacts } from '../work-record.js';
import { raise, standing, type RecordFlag } from './record-flag.js';
import type { Sightings } from './sightings.js';

const UNDISCLOSED = flagRule(
  'AI_UNDISCLOSED',
  'high',
  '88 FR 16190 (U.S. Copyright Office, 16 March 2023): what a machine made is disclosed and excluded',
  'A file of the work, or one that a claim on it brings, says that a machine had part in it, by its metadata or its credentials; the claim tells of no generation, no prompting and no material that it excludes.',
  "The claimants' account of what the machine made, or that the file's words are not of this work.",
);
const DUPLICATE = flagRule(
  'DUPLICATE_IMAGE',
  'medium',
  'Object ID (ICOM): photographs are to tell one object from all others',
  'The same picture is registered as another work, claims stand on both or on neither, and nobody declares that one derives from the other.',
  'A declared derivation, or that claims stand on one of the two alone.',
);

/** What a person should look at in files and in other works, as far as they were looked at. */
export const flagsOfSightings = (record: WorkFacts, sightings: Sightings): RecordFlag[] => [
  ...machineFlags(record, sightings),
  ...duplicateFlags(sightings),
];

/** What a claim says of machines: what they made, or that it leaves something out. */
const tellsOfMachines = ({ generations, acts, materialExcluded, withheld }: RecordedClaim): boolean =>
  generations.length > 0 ||
  materialExcluded.length > 0 ||
  acts.some((act) => act === null || act.kind === 'prompting' || act.kind === 'inpainting-region-choice') ||
  withheld.some(({ path }) => path.startsWith('/generations') || path.startsWith('/materialExcluded'));

function machineFlags(record: WorkFacts, { machineMade }: Sightings): RecordFlag[] {
  const own = new Set(record.files.flatMap(({ cid, of }) => (of === 'work' ? [cid] : [])));
  // Of a claim whose words were erased nobody knows any more what it told.
  const erased = new Set(
    record.statements.flatMap(({ index, sentence }) => (sentence === ERASED_SENTENCE ? [index] : [])),
  );
  return standing(record)
    .filter((claim) => !erased.has(claim.index) && !tellsOfMachines(claim))
    .flatMap((claim) => {
      const brought = filesBroughtBy(claim);
      const ofWork = machineMade.filter(({ file }) => own.has(file));
      const ofClaim = machineMade.filter(({ file }) => !own.has(file) && brought.has(file));
      const said = [
        ...(ofWork.length > 0 ? [machineInWords(ofWork)] : []),
        ...(ofClaim.length > 0 ? [machineInWords(ofClaim, ' that the claim brings')] : []),
      ];
      if (said.length === 0) return [];
      const about = [claim.id, ...[...ofWork, ...ofClaim].map(({ file }) => idOf('file', file))];
      return [raise(UNDISCLOSED, about, `${said.join('; ')}; ${claim.id} tells of no machine.`)];
    });
}

const filesBroughtBy = ({ evidence, acts }: RecordedClaim): ReadonlySet<string> =>
  new Set([...evidence, ...acts.flatMap((act) => (act ? filesOfAct(act) : []))].map(({ cid }) => cid));

function machineInWords(machineMade: Sightings['machineMade'], whose = ''): string {
  const tools = [...new Set(machineMade.flatMap(({ tool }) => tool ?? []))];
  const isOne = machineMade.length === 1;
  const files = `${isOne ? 'A file' : counted(machineMade.length, 'file')}${whose}`;
  const picture = whose === '' ? 'the picture' : `a picture in ${isOne ? 'it' : 'them'}`;
  return tools.length > 0
    ? `${files} ${isOne ? 'names' : 'name'} ${tools.join(', ')} as what made ${picture}`
    : `${files} ${isOne ? 'says' : 'say'} that a machine had part in ${picture}, and ${isOne ? 'names' : 'name'} none`;
}

const duplicateFlags = ({ samePictures }: Sightings): RecordFlag[] =>
  samePictures.map(({ work, isEarlier, relation }) =>
    raise(
      DUPLICATE,
      [work],
      `${work}, registered ${isEarlier ? 'before' : 'after'} this one, has the same picture (${relation}).`,
    ),
  );
