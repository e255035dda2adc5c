import { stateTrainingPreference } from '../rights/state-training-preference.js';
import {
  TRAINING_USES,
  USE_PREFERENCES,
  type TrainingUse,
  type UsePreference,
} from '../rights/training-preference.js';
import { requiredWord, textOption, wordOption, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { readId } from './read-option.js';

const OPTIONS: Readonly<Record<TrainingUse, string>> = {
  ai_training: 'training',
  ai_generative_training: 'generative-training',
  ai_inference: 'inference',
  data_mining: 'mining',
};

export const trainingCommand: Command = {
  name: 'training',
  usage:
    'training WORK --all allowed|not-allowed|constrained [--mining …] [--terms TEXT] [--policy URL] [--maker KEYFILE]',
  help: `States whether models may be trained with a work, and whether it may be mined. Your last statement is in force.

  --all PREFERENCE      Of every use: ${USE_PREFERENCES.join(', ')} (on the terms that you tell).
  --training, --generative-training, --inference, --mining PREFERENCE
                        Of one use: training of models that generate nothing, of models that generate, use as an input of a model, text and
                        data mining. Each that is not given is as --all.
  --terms TEXT          On which terms what is constrained is permitted; anybody can read them.
  --policy URL          Where they are (https).
  --maker KEYFILE       The key of who registered the work, or upholds a claim on it (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

It goes out in the work's picture (raisonne export --picture: CAWG training and data mining, PLUS Data Mining), and with every answer that
gives one of its files (TDM Reservation Protocol). Whether others heed it, nobody can promise.

--json prints {work, uses: {${TRAINING_USES.join(', ')}}, statement}. Refuses WORK_UNKNOWN, NOT_ALLOWED.`,
  options: {
    all: { type: 'string' },
    training: { type: 'string' },
    'generative-training': { type: 'string' },
    inference: { type: 'string' },
    mining: { type: 'string' },
    terms: { type: 'string' },
    policy: { type: 'string' },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const { options, terminal } = call;
    const work = readId('WORK', call.arguments[0] ?? '', 'work');
    const all = requiredWord(options, 'all', USE_PREFERENCES);
    const of = (use: TrainingUse): UsePreference => wordOption(options, OPTIONS[use], USE_PREFERENCES) ?? all;
    const uses = {
      ai_training: of('ai_training'),
      ai_generative_training: of('ai_generative_training'),
      ai_inference: of('ai_inference'),
      data_mining: of('data_mining'),
    };
    const body = {
      work,
      ...uses,
      constraints: textOption(options, 'terms'),
      policy: textOption(options, 'policy'),
    };
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
    const statement = await withServer(call, (client) =>
      withProgress(terminal, 'Stating it', async () => {
        const input = await signStatement(client, wallet, stateTrainingPreference, body);
        const data = await client.ask<Stated>(
          'mutation ($input: StateTrainingPreferenceInput!) { stateTrainingPreference(input: $input) { work { trainingPreference { statement { id } } } } }',
          { input },
        );
        return data.stateTrainingPreference.work.trainingPreference?.statement.id ?? null;
      }),
    );
    return {
      json: { work, uses, statement },
      text: [
        'It is recorded, and goes out with the work:',
        ...TRAINING_USES.map((use) => `  ${OPTIONS[use].replace('-', ' ')}: ${uses[use].replace('-', ' ')}`),
      ].join('\n'),
    };
  },
};

interface Stated {
  readonly stateTrainingPreference: {
    readonly work: { readonly trainingPreference: { readonly statement: { readonly id: string } } | null };
  };
}
