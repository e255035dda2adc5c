import { idOf, isPersonId } from '../lib/ids.js';
import { textOption, WrongUsage, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { readLocalPicture, uploadFile } from './local-file.js';
import { withProgress } from './progress.js';

const SEARCH = `query ($upload: ID!, $person: ID) {
  originality(input: { upload: $upload, person: $person }) {
    matches { isOwn relation methods pdqDistance orientation work { id title registeredAt } }
    coverage tooPlain isTruncated
    file { cid pdq pdqQuality }
  }
}`;

interface Found {
  readonly originality: {
    readonly matches: readonly {
      isOwn: boolean | null;
      relation: string;
      methods: readonly string[];
      pdqDistance: number | null;
      orientation: string;
      work: { id: string; title: string; registeredAt: string };
    }[];
    readonly coverage: number;
    readonly tooPlain: boolean;
    readonly isTruncated: boolean;
    readonly file: object;
  };
}

export const searchCommand: Command = {
  name: 'search',
  usage: 'search FILE [--as ADDRESS]',
  help: `Looks for registered works that a picture looks like. Records nothing.

  --as ADDRESS  Your key (0x…, or person:0x…): tells your own works, registered by any of your keys, from others'.
  ${SERVER_HELP}

--json prints {matches: [{work, title, relation, methods, pdqDistance, orientation, registeredAt, isOwn}], coverage, tooPlain, isTruncated, file};
isOwn is null without --as.
Exit code 0 whether something is found or not. No match means that none was found, not that there is none.`,
  options: { as: { type: 'string' }, ...SERVER_OPTION },
  arity: 1,
  async run(call) {
    const picture = await withProgress(call.terminal, 'Reading the picture', () =>
      readLocalPicture(call.arguments[0] ?? ''),
    );
    const key = textOption(call.options, 'as')
      ?.replace(/^person:/, '')
      .toLowerCase();
    const person = key === undefined ? null : idOf('person', key);
    if (person !== null && !isPersonId(person))
      throw new WrongUsage(`--as ${key} is no address: 0x and 40 hex digits.`);
    const { originality } = await withServer(call, (client) =>
      withProgress(call.terminal, 'Searching', async () =>
        client.ask<Found>(SEARCH, { upload: await uploadFile(client, picture), person }),
      ),
    );
    const matches = originality.matches.map(({ work: { id, ...work }, ...match }) => ({
      work: id,
      ...work,
      ...match,
    }));
    return { json: { ...originality, matches }, text: describe(originality) };
  },
};

function describe({ matches, tooPlain }: Found['originality']): string {
  const plain = tooPlain
    ? ['The picture is too plain to judge by its look; only its exact bytes were looked for.']
    : [];
  if (matches.length === 0) return [...plain, 'No registered work looks like it.'].join('\n');
  const lines = matches.map(({ work, relation, methods, pdqDistance, isOwn }) => {
    const distance = pdqDistance === null ? '' : `, ${pdqDistance} of 256 bits differ`;
    return `"${work.title}"  ${work.id}\n  ${relation}, by ${methods.join(' and ')}${distance}; registered ${work.registeredAt}${isOwn ? ', by yourself' : ''}`;
  });
  return [...plain, ...lines].join('\n');
}
