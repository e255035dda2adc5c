import { shownStandInWords } from '../claims/disputes/stand-in-words.js';
import { Refusal } from '../lib/refusal.js';
import { ACTIONS, PURPOSES } from '../rights/licences/use.js';
import { instantOption, requiredWord, textOption, wordOption, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { printable } from './printable.js';
import { givenOption, readAddress, readId } from './read-option.js';

interface Answered {
  readonly permission: {
    readonly answer: 'PERMIT' | 'DUTY' | 'DENY';
    readonly duties: readonly { readonly action: string; readonly text: string | null }[];
    readonly clauses: readonly {
      readonly of: string;
      readonly path: string;
      readonly effect: string;
      readonly text: string | null;
    }[];
    readonly missing: readonly string[];
    readonly lacking: readonly { readonly id: string }[];
    readonly checkpoint: { readonly size: number } | null;
    readonly work: {
      readonly contestedBy: readonly {
        readonly id: string;
        readonly state: string;
        readonly outcome: string | null;
      }[];
    };
  } | null;
}

const PERMISSION = `query ($work: ID!, $action: UseAction!, $who: ID, $place: String, $purpose: UsePurpose, $at: String) {
  permission(work: $work, action: $action, who: $who, place: $place, purpose: $purpose, at: $at) {
    answer duties { action text } clauses { of path effect text } missing lacking { id } checkpoint { size } work { contestedBy { id state outcome } }
  }
}`;

const WORDS = {
  PERMIT: 'Permitted',
  DUTY: 'Permitted to whoever does this',
  DENY: 'Not permitted by anything recorded',
} as const;

export const mayCommand: Command = {
  name: 'may',
  usage: 'may WORK --action ACTION [--who ADDRESS] [--place COUNTRY] [--purpose PURPOSE] [--on DAY]',
  help: `Tells whether a work may be used in some way, by the licences and transfers of rights that are recorded, clause by clause. It informs and does not
advise: recorded is not examined, and exceptions of law (quotation, private copies, fair use) are not asked.

  --action ACTION    ${ACTIONS.join(', ')}.
  --who ADDRESS      Who wants to; anybody where it is not given.
  --place COUNTRY    Where (ISO 3166-1 alpha-2).
  --purpose PURPOSE  ${PURPOSES.join(' or ')}.
  --on DAY           On which day; today where it is not given.
  ${SERVER_HELP}

--json prints {answer: PERMIT | DUTY | DENY, duties, clauses: [{of, path, effect, text}], missing, lacking, checkpoint, work: {contestedBy}}. Exit code 0 for PERMIT and DUTY, 1
for DENY. Refuses WORK_UNKNOWN, PLACE_UNREADABLE. A day that cannot be read is wrong usage.`,
  options: {
    action: { type: 'string' },
    who: { type: 'string' },
    place: { type: 'string' },
    purpose: { type: 'string' },
    on: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const { options } = call;
    const work = readId('WORK', call.arguments[0] ?? '', 'work');
    const purpose = wordOption(options, 'purpose', PURPOSES);
    const who = givenOption(options, 'who', readAddress);
    const asked = {
      work,
      action: asEnum(requiredWord(options, 'action', ACTIONS)),
      purpose: purpose === undefined ? undefined : asEnum(purpose),
      who: who === undefined ? who : `person:${who}`,
      place: textOption(options, 'place'),
      at: instantOption(options, 'on'),
    };
    const { permission } = await withServer(call, (client) => client.ask<Answered>(PERMISSION, asked));
    if (!permission) throw new Refusal('WORK_UNKNOWN', `${work} is not registered there.`, { work });
    const { answer, duties, clauses, missing, lacking } = permission;
    return {
      json: permission,
      text: printable(
        [
          `${WORDS[answer]}.`,
          ...duties.map(
            ({ action, text }) =>
              `  ${action.toLowerCase().replaceAll('_', ' ')}${text === null ? '' : `: ${text}`}`,
          ),
          ...clauses.map(
            ({ of, path, effect, text }) =>
              `${effect.toLowerCase().replaceAll('_', ' ')}: ${path} of ${of}${text === null ? '' : `. ${text}`}`,
          ),
          ...missing.map((what) => `It would matter which ${what} it is for: --${what}.`),
          ...lacking.map(({ id }) => `Nothing is recorded by ${id} that permits it.`),
          ...permission.work.contestedBy.map(
            ({ id, ...stand }) =>
              `Contested, and so is who may permit it: ${id} (${shownStandInWords(stand)}).`,
          ),
          'Recorded, not examined; exceptions of law are not asked.',
        ].join('\n'),
      ),
      isNo: answer === 'DENY',
    };
  },
};

/** As the API names it. */
const asEnum = (word: string): string => word.toUpperCase().replaceAll('-', '_');
