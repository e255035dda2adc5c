import type { MediaType } from '../originality/fingerprint.js';
import { TRAINING_USES, type TrainingPreference, type UsePreference } from '../rights/training-preference.js';
import { SOURCE_TYPES, type PictureRecord, type XmpProperty } from './record-xmp.js';
import type { ClaimantIdentity, IdentityProvider } from './claimant-identity.js';
import { CLAIMED_RECORD, type ClaimedRecord } from './claimed-record.js';
import type { HumanAct } from './human-act.js';

/** What is signed of a picture: the definition of a manifest as c2pa-rs takes it. */
export interface CredentialDefinition {
  readonly definition: Readonly<Record<string, unknown>>;
  /** Whether the picture as it was is an ingredient: where it has credentials already, or nobody claims that it was generated. */
  readonly isOpened: boolean;
}

/** Ours in C2PA's vocabulary (C2PA 2.2 §18.15.4); ideas, prompts and choices are no changes of a picture. */
const ACTIONS: Readonly<Partial<Record<HumanAct['kind'], string>>> = {
  'inpainting-region-choice': 'c2pa.edited',
  compositing: 'c2pa.edited',
  overpainting: 'c2pa.drawing',
  colour: 'c2pa.color_adjustments',
  retouching: 'c2pa.edited',
  arrangement: 'c2pa.edited',
};

/** What a picture is given on its way out. */
export interface SigningQuestion extends CredentialDefinition {
  readonly path: string;
  readonly mediaType: MediaType;
  /** For its XMP. */
  readonly xmp: readonly XmpProperty[];
  /** Who signed the claim that the record names. */
  readonly identities: readonly ClaimantIdentity[];
  readonly provider: IdentityProvider;
}

export interface SignedPicture {
  readonly bytes: Uint8Array;
  /** Whether the format had room for the XMP. */
  readonly hasXmp: boolean;
}

interface Given extends PictureRecord {
  /** The record as it goes into an assertion of its own. */
  readonly claimed: ClaimedRecord;
  readonly acts: readonly HumanAct[];
  readonly hasCredentials: boolean;
}

/**
 * The manifest of a registered picture: how it was made and what people did to it, as the claim says, and by which statements. It says what is
 * claimed; by signing, the register vouches that it is so recorded, and for nothing else.
 */
export function credentialDefinition({
  title,
  claimed,
  generations,
  digitalSourceType,
  acts,
  hasCredentials,
  training,
}: Given): CredentialDefinition {
  const [first] = generations;
  const isOpened = hasCredentials || first === undefined || digitalSourceType === null;
  const created = isOpened
    ? []
    : [
        {
          action: 'c2pa.created',
          digitalSourceType: SOURCE_TYPES + digitalSourceType,
          softwareAgent: { name: first.tool, ...(first.toolVersion && { version: first.toolVersion }) },
        },
      ];
  // Of a picture that is opened they came before: what was done after it nobody claims.
  const done = (isOpened ? [] : acts).flatMap(({ kind, done: description, when }) => {
    const action = ACTIONS[kind];
    return action === undefined
      ? []
      : [
          {
            action,
            description,
            digitalSourceType:
              SOURCE_TYPES +
              (kind === 'inpainting-region-choice' ? 'compositeWithTrainedAlgorithmicMedia' : 'humanEdits'),
            // C2PA has moments; of what is dated more roughly the words stand in the claim.
            ...(when !== undefined && /^\d{4}-\d{2}-\d{2}T/.test(when) && { when }),
          },
        ];
  });
  return {
    isOpened,
    definition: {
      title,
      claim_generator_info: [{ name: 'Raisonne' }],
      assertions: [
        ...(created.length + done.length > 0
          ? [{ label: 'c2pa.actions.v2', data: { actions: [...created, ...done] }, created: true }]
          : []),
        ...(first === undefined ? [] : [{ label: 'c2pa.ai-disclosure', data: disclosureOf(first) }]),
        ...(training ? [{ label: 'cawg.training-mining', data: { entries: entriesOf(training) } }] : []),
        { label: CLAIMED_RECORD, data: claimed },
      ],
    },
  };
}

/** C2PA 2.4, AI disclosure. */
const disclosureOf = ({ modelName, modelHash }: PictureRecord['generations'][number]) => ({
  modelType: 'c2pa.types.model',
  ...(modelName !== undefined && { modelName }),
  ...(modelHash !== undefined && { modelIdentifier: modelHash }),
});

const USES: Readonly<Record<UsePreference, string>> = {
  allowed: 'allowed',
  'not-allowed': 'notAllowed',
  constrained: 'constrained',
};

/** CAWG training and data mining assertion 1.1 §3. */
const entriesOf = ({ uses, constraints, policyUrl }: TrainingPreference) =>
  Object.fromEntries(
    TRAINING_USES.map((use) => [
      `cawg.${use}`,
      {
        use: USES[uses[use]],
        ...(uses[use] === 'constrained' && { constraint_info: constraints ?? policyUrl }),
      },
    ]),
  );
