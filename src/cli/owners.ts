import { shownStandInWords } from '../claims/disputes/stand-in-words.js';
import { counted } from '../lib/counted.js';
import { Refusal } from '../lib/refusal.js';
import { instantOption, textOption, type Command } from './command.js';
import { ERASED_FIELDS, erasedLines, type ErasedStatement } from './erased-lines.js';
import { sinceInWords } from '../title/since-in-words.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { printable } from './printable.js';
import { readId } from './read-option.js';

interface Party {
  readonly name: string | null;
  readonly person: { readonly id: string } | null;
}

interface Answered {
  readonly ownership: {
    readonly validAt: string;
    readonly knownAt: string;
    readonly owners: readonly {
      readonly party: Party;
      readonly share: string | null;
      readonly isCertain: boolean;
      readonly basis: 'REGISTERED' | 'STATED';
      readonly since: string | null;
      readonly statement: { readonly id: string; readonly recordedAt: string };
    }[];
    readonly custodian: {
      readonly party: Party;
      readonly method: string | null;
      readonly since: string | null;
    } | null;
    readonly isDestroyed: boolean;
    readonly erased: readonly ErasedStatement[];
    readonly checkpoint: { readonly size: number; readonly root: string } | null;
    readonly work: {
      readonly contestedBy: readonly {
        readonly id: string;
        readonly state: string;
        readonly outcome: string | null;
      }[];
    };
  } | null;
}

const OWNERSHIP = `query ($work: ID!, $on: String, $knownAt: String, $object: String) {
  ownership(work: $work, validAt: $on, knownAt: $knownAt, object: $object) {
    validAt knownAt isDestroyed
    owners { party { name person { id } } share isCertain basis since statement { id recordedAt } }
    custodian { party { name person { id } } method since }
    ${ERASED_FIELDS} checkpoint { size root } work { contestedBy { id state outcome } }
  }
}`;

export const ownersCommand: Command = {
  name: 'owners',
  usage: 'owners WORK [--on DAY] [--known-at DAY] [--object NAME]',
  help: `Tells who owned a work on a day, as known on a day: by transfers that owners signed, and before them by what is told of its history.

  --on DAY        Who owned it at the end of that day (1936-05-04, UTC), or at an instant; now where it is not given. Of a day to come nothing is known.
  --known-at DAY  By what the register had taken until the end of that day.
  --object NAME   Which object of the work, where there are several.
  ${SERVER_HELP}

--json prints {validAt, knownAt, owners: [{party: {name, person}, share, isCertain, basis: REGISTERED | STATED, since, statement}], custodian,
isDestroyed, erased: [{id, index, kind, recordedAt, forgottenAt, signer}], checkpoint: {size, root} | null, work: {contestedBy}}. Title only: custody and copyright move separately. Refuses WORK_UNKNOWN (also of a work that was
not registered by then).`,
  options: {
    on: { type: 'string' },
    'known-at': { type: 'string' },
    object: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const work = readId('WORK', call.arguments[0] ?? '', 'work');
    const asked = {
      on: instantOption(call.options, 'on'),
      knownAt: instantOption(call.options, 'known-at'),
      object: textOption(call.options, 'object'),
    };
    const { ownership } = await withServer(call, (client) =>
      client.ask<Answered>(OWNERSHIP, { work, ...asked }),
    );
    if (!ownership)
      throw new Refusal('WORK_UNKNOWN', `${work} is not registered there, or was not by then.`, { work });
    const { owners, custodian, isDestroyed, erased, checkpoint } = ownership;
    const lines = owners.map(
      ({ party, share, isCertain, basis, since, statement }) =>
        `${share ?? 'a share'}  ${nameOf(party)}, ${sinceInWords({ since, recordedAt: statement.recordedAt })} (${basis.toLowerCase()}${isCertain ? '' : ', uncertain'})`,
    );
    return {
      json: ownership,
      text: printable(
        [
          ...futureLines(asked.on, ownership.validAt),
          ...(lines.length > 0
            ? lines
            : [isDestroyed ? 'It was destroyed before.' : 'Nobody is known to have owned it.']),
          ...(custodian
            ? [
                `in custody of ${nameOf(custodian.party)}${custodian.method === null ? '' : ` (${custodian.method})`}`,
              ]
            : []),
          ...erasedLines(erased),
          ...ownership.work.contestedBy.map(
            ({ id, ...stand }) => `Contested: ${id} (${shownStandInWords(stand)}).`,
          ),
          checkpoint
            ? `This rests on the log's signed head of ${counted(checkpoint.size, 'entry', 'entries')}.`
            : 'No signed head of the log covers it yet; ask again in a few seconds.',
        ].join('\n'),
      ),
    };
  },
};

/** Of a day to come the register answers how things are now. */
const futureLines = (asked: string | undefined, validAt: string): string[] => {
  const now = validAt.slice(0, 10);
  return asked !== undefined && asked.slice(0, 10) > now
    ? [`Nothing after ${now} is known. This is how it stands then, and no answer about ${asked}.`]
    : [];
};

const nameOf = ({ name, person }: Party): string =>
  [name, person?.id].filter(Boolean).join(' ') || 'somebody';
