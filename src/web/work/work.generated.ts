import type { Question } from '../ask/question.js';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How far a checkpoint's transaction has come */
export type AnchorState =
  /** Signed and stored; it may have been sent */
  | 'TX_SIGNED'
  /** An RPC took it; no block holds it, or none does any more after a reorg */
  | 'BROADCAST'
  /** A block holds it and it succeeded; a reorg could still take it back */
  | 'MINED'
  /** No reorg can take it back: the final block of the chain has reached it */
  | 'FINAL'
  /** It did not anchor: `failure` says why. Another is signed */
  | 'FAILED';

/** Whether a use by machines is allowed */
export type UsePreference =
  | 'ALLOWED'
  | 'NOT_ALLOWED'
  /** On terms that are told beside it */
  | 'CONSTRAINED';

/** What people do to a work that machines helped to make */
export type HumanActKind =
  | 'CONCEPT'
  | 'PROMPTING'
  | 'REFERENCE_INPUT'
  | 'SELECTION'
  | 'INPAINTING_REGION_CHOICE'
  | 'COMPOSITING'
  | 'OVERPAINTING'
  | 'COLOUR'
  | 'RETOUCHING'
  | 'ARRANGEMENT'
  | 'DIGITISATION';

/** How title passed; CREATION is its beginning, which follows from the first claim */
export type TransferMethod =
  | 'CREATION'
  | 'SALE'
  | 'GIFT'
  | 'BEQUEST'
  | 'INHERITANCE'
  | 'EXCHANGE'
  | 'COMMISSION'
  | 'ASSIGNMENT'
  | 'OTHER'
  /** It did not pass: the owner is the same person under a new key (rotate-key) */
  | 'NEW_KEY';

/** As what somebody tells the history of a work, the strongest first */
export type EventCapacity =
  | 'REGISTRANT'
  | 'CLAIMANT'
  /** Owned a share of it when they told it, or had */
  | 'OWNER'
  | 'COMPETING_CLAIMANT';

/** What an event of a history is */
export type ProvenanceEventType =
  /** It came to somebody: title, custody or both */
  | 'PASSAGE'
  /** It was offered, and bought in, withdrawn or not known to have been sold */
  | 'OFFER'
  /** Something was searched: what was not found is examined, too */
  | 'SEARCH'
  /** The object was examined, and is described by the fields of Object ID (ICOM) */
  | 'EXAMINATION';

/** How soon a person should look */
export type FlagSeverity = 'HIGH' | 'MEDIUM' | 'LOW';

/** What a rule of a licence does */
export type LicenceEffect = 'PERMIT' | 'PROHIBIT';

/** What somebody may want to do with a work: actions of the ODRL Vocabulary 2.2, and two for machines */
export type UseAction =
  /** Any of them */
  | 'USE'
  | 'REPRODUCE'
  | 'DISTRIBUTE'
  | 'DISPLAY'
  /** Show or perform in public */
  | 'PRESENT'
  | 'PRINT'
  | 'PLAY'
  | 'ARCHIVE'
  | 'EXTRACT'
  | 'INDEX'
  /** Make a new work from it */
  | 'DERIVE'
  | 'MODIFY'
  | 'TRANSLATE'
  | 'TEXT_AND_DATA_MINING'
  /** Train a model with it, whatever the model makes */
  | 'AI_TRAINING';

/** What a use is for */
export type UsePurpose = 'COMMERCIAL' | 'NON_COMMERCIAL';

/** Both are transfers of copyright ownership (17 USC 101) */
export type RightTransferType = 'ASSIGNMENT' | 'EXCLUSIVE_LICENCE';

/** How a claim stands. Claimed is not examined */
export type ClaimStatus =
  /** Not all claimants have signed */
  | 'AWAITING_CO_SIGNATURES'
  /** All claimants have signed */
  | 'CLAIMED'
  /** Nobody who signed it upholds it */
  | 'WITHDRAWN';

/** On what a claim rests, in the terms of the US Copyright Office */
export type ClaimBasis = 'AUTHOR' | 'JOINT_AUTHORS' | 'WORK_MADE_FOR_HIRE' | 'TRANSFER_BY_AUTHOR';

/** For what a picture went in */
export type InputRole = 'IMG2IMG' | 'INPAINT' | 'MASK' | 'REFERENCE' | 'CONTROL';

/** How far the register's own times bear out that a making was kept while the work was made, the most first. None says who made anything */
export type MakingGrade =
  /** Every file was recorded within 15 minutes of its own time, in several sittings (30 minutes apart) of which none has more than nine tenths of the files */
  | 'WHILE_IT_WAS_MADE'
  /** Every file was recorded within 15 minutes of its own time, in one sitting: finished files that are brought in one after the other look the same */
  | 'ONE_SITTING'
  /** Some files were, or none of them leads to the work */
  | 'IN_PART'
  /** None was, or all of it was recorded within a minute or by one statement */
  | 'AFTERWARDS'
  /** No file is recorded */
  | 'NONE';

/** What keeps a making from being better evidence */
export type MakingFindingCode =
  'FILES_WERE_THERE' | 'STEPS_LATE' | 'ONE_GO' | 'ONE_SITTING' | 'AFTER_REGISTRATION' | 'LEADS_ELSEWHERE';

/** On what a dispute rests */
export type DisputeGround =
  /** Somebody else made the work */
  | 'AUTHORSHIP'
  /** An author is not named */
  | 'CO_AUTHORSHIP'
  /** It takes from a work of another without permission */
  | 'COPIED'
  /** What is recorded of how it was made is not so */
  | 'FALSE_RECORD'
  /** Whoever is shown as its owner is not */
  | 'TITLE'
  /** A person is shown, or their data used, without consent */
  | 'CONSENT'
  /** Something else, as the statement tells */
  | 'OTHER';

/** Who speaks in a dispute */
export type DisputeSide = 'CHALLENGER' | 'CLAIMANT';

/** How a dispute was decided or settled: UPHELD is for who raised it, REJECTED for the claimants */
export type DisputeOutcome = 'UPHELD' | 'UPHELD_IN_PART' | 'REJECTED' | 'SETTLED';

/** How a dispute stands. Silence decides nothing */
export type DisputeState =
  | 'OPEN'
  | 'ANSWERED'
  /** One side tells an outcome that is good for it, which the other has not told */
  | 'OUTCOME_STATED'
  /** Both sides tell the same outcome, or one tells what is against it */
  | 'DECIDED'
  | 'WITHDRAWN';

/** How a work derives from its source */
export type DerivationWay =
  /** The whole source, reproduced faithfully: a print, a photograph, a scan, a file in another format */
  | 'REPRODUCTION'
  /** A part of the source by itself */
  | 'DETAIL'
  /** The same composition again by the source's own maker: a replica, a variant, another state */
  | 'VERSION'
  /** The source changed or recast: reworked, in another medium, or generated from it */
  | 'ADAPTATION'
  /** The source, or a part of it, stands within the work: a collage, a picture in the picture */
  | 'QUOTATION'
  /** The source is a preparatory study, from which the work was worked out */
  | 'FROM_STUDY'
  /** Made after the source by another hand, in the trade's sense of the word */
  | 'AFTER';

/** How a permission stands now */
export type PermissionState =
  /** Neither withdrawn nor over. That is no opinion on whether it is valid in law */
  | 'IN_FORCE'
  /** Its last day is over */
  | 'EXPIRED'
  /** Who gave it has withdrawn it */
  | 'WITHDRAWN';

export type WorkPageQueryVariables = Exact<{
  id: string;
}>;

export type WorkPageQuery = {
  readonly work: {
    readonly medium: string | null;
    readonly description: string | null;
    readonly id: string;
    readonly title: string;
    readonly altText: string | null;
    readonly dateMade: string | null;
    readonly registeredAt: string;
    readonly makers: ReadonlyArray<{
      readonly name: string;
      readonly person: { readonly id: string; readonly keys: ReadonlyArray<string> } | null;
    }>;
    readonly files: ReadonlyArray<{
      readonly sizeBytes: number;
      readonly cid: string;
      readonly mediaType: string;
      readonly width: number | null;
      readonly height: number | null;
      readonly orientation: number | null;
      readonly forgetting: { readonly forgottenAt: string } | null;
      readonly withheld: { readonly reason: string } | null;
    }>;
    readonly registrant: { readonly id: string };
    readonly statement: {
      readonly id: string;
      readonly cid: string;
      readonly index: number;
      readonly recordedAt: string;
      readonly checkpoint: { readonly size: number; readonly signedAt: string } | null;
      readonly anchor: {
        readonly state: AnchorState;
        readonly chainId: string;
        readonly hash: string;
        readonly blockNumber: number | null;
        readonly minedAt: string | null;
      } | null;
    };
    readonly claims: {
      readonly pageInfo: { readonly hasNextPage: boolean };
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly recordedAt: string;
          readonly status: ClaimStatus;
          readonly basis: ClaimBasis;
          readonly account: string | null;
          readonly isContested: boolean;
          readonly authorCreated: ReadonlyArray<string>;
          readonly materialExcluded: ReadonlyArray<string>;
          readonly newMaterialIncluded: ReadonlyArray<string>;
          readonly competesWith: { readonly id: string } | null;
          readonly by: ReadonlyArray<{
            readonly signedAt: string | null;
            readonly withdrawnAt: string | null;
            readonly person: { readonly id: string; readonly address: string; readonly presentKey: string };
          }>;
          readonly generations: ReadonlyArray<{
            readonly tool: string;
            readonly toolVersion: string | null;
            readonly modelName: string | null;
            readonly seed: string | null;
            readonly steps: number | null;
            readonly sampler: string | null;
            readonly scheduler: string | null;
            readonly guidance: number | null;
            readonly denoise: number | null;
            readonly width: number | null;
            readonly height: number | null;
            readonly prompt: { readonly text: string | null } | null;
            readonly negativePrompt: { readonly text: string | null } | null;
            readonly otherModels: ReadonlyArray<{ readonly name: string | null }>;
            readonly loras: ReadonlyArray<{ readonly name: string; readonly weight: number | null }>;
            readonly controlNets: ReadonlyArray<{ readonly name: string; readonly weight: number | null }>;
            readonly upscalers: ReadonlyArray<{
              readonly name: string | null;
              readonly scale: number | null;
            }>;
            readonly pictures: ReadonlyArray<{ readonly role: InputRole; readonly name: string | null }>;
            readonly corrections: ReadonlyArray<{
              readonly field: string;
              readonly read: { readonly text: string | null };
            }>;
          }>;
          readonly evidence: ReadonlyArray<{
            readonly cid: string;
            readonly mediaType: string;
            readonly sizeBytes: number;
          }>;
          readonly acts: ReadonlyArray<{
            readonly kind: HumanActKind;
            readonly done: string;
            readonly when: string | null;
            readonly by: { readonly id: string } | null;
            readonly region: {
              readonly x: number;
              readonly y: number;
              readonly width: number;
              readonly height: number;
            } | null;
            readonly evidence: ReadonlyArray<{
              readonly cid: string;
              readonly mediaType: string;
              readonly sizeBytes: number;
            }>;
          }>;
          readonly withheld: ReadonlyArray<{ readonly path: string }>;
          readonly disputes: ReadonlyArray<{
            readonly id: string;
            readonly ground: DisputeGround;
            readonly state: DisputeState;
            readonly outcome: DisputeOutcome | null;
            readonly raisedAt: string;
            readonly account: string;
            readonly answerBy: string;
            readonly raisedBy: { readonly id: string };
            readonly evidence: ReadonlyArray<{
              readonly cid: string;
              readonly mediaType: string;
              readonly sizeBytes: number;
            }>;
            readonly entries: ReadonlyArray<{
              readonly side: DisputeSide;
              readonly outcome: DisputeOutcome | null;
              readonly decidedBy: string | null;
              readonly decidedOn: string | null;
              readonly account: string | null;
              readonly statedAt: string;
              readonly statedBy: { readonly id: string };
              readonly evidence: ReadonlyArray<{
                readonly cid: string;
                readonly mediaType: string;
                readonly sizeBytes: number;
              }>;
            }>;
          }>;
        };
      }>;
    };
    readonly owners: ReadonlyArray<{
      readonly share: string;
      readonly since: string | null;
      readonly heldFrom: string;
      readonly owner: { readonly id: string };
    }>;
    readonly history: ReadonlyArray<{
      readonly id: string;
      readonly method: TransferMethod;
      readonly date: string | null;
      readonly note: string | null;
      readonly recordedAt: string;
      readonly from: { readonly id: string } | null;
      readonly to: ReadonlyArray<{ readonly share: string; readonly owner: { readonly id: string } }>;
    }>;
    readonly licences: ReadonlyArray<{
      readonly id: string;
      readonly name: string | null;
      readonly url: string | null;
      readonly from: string | null;
      readonly until: string | null;
      readonly withdrawnAt: string | null;
      readonly grantedBy: { readonly id: string };
      readonly to: { readonly id: string } | null;
      readonly rules: ReadonlyArray<{
        readonly effect: LicenceEffect;
        readonly actions: ReadonlyArray<UseAction>;
        readonly where: ReadonlyArray<string> | null;
        readonly purpose: UsePurpose | null;
        readonly text: string | null;
      }>;
    }>;
    readonly rightTransfers: ReadonlyArray<{
      readonly id: string;
      readonly type: RightTransferType;
      readonly actions: ReadonlyArray<UseAction>;
      readonly where: ReadonlyArray<string> | null;
      readonly since: string;
      readonly until: string | null;
      readonly from: { readonly id: string };
      readonly to: { readonly id: string };
      readonly writing: { readonly url: string } | null;
      readonly recordation: { readonly transferor: string; readonly transferee: string };
    }>;
    readonly derivations: {
      readonly registered: {
        readonly from: {
          readonly pageInfo: { readonly hasNextPage: boolean };
          readonly edges: ReadonlyArray<{
            readonly node: {
              readonly id: string;
              readonly how: DerivationWay;
              readonly source: { readonly id: string; readonly title: string };
              readonly declaredBy: { readonly id: string };
            };
          }>;
        };
      };
    };
    readonly derivationPermissions: {
      readonly pageInfo: { readonly hasNextPage: boolean };
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly how: ReadonlyArray<DerivationWay> | null;
          readonly terms: string;
          readonly until: string | null;
          readonly state: PermissionState;
          readonly to: { readonly id: string };
          readonly permittedBy: { readonly id: string };
        };
      }>;
    };
    readonly trainingPreference: {
      readonly training: UsePreference;
      readonly generativeTraining: UsePreference;
      readonly inference: UsePreference;
      readonly dataMining: UsePreference;
      readonly constraints: string | null;
    } | null;
    readonly tokens: ReadonlyArray<{
      readonly id: string;
      readonly chainId: string;
      readonly contract: string;
      readonly tokenId: string;
      readonly owner: string;
      readonly blockNumber: number;
      readonly blockTime: string;
    }>;
  } | null;
};

export type WorkHistoryQueryVariables = Exact<{
  id: string;
}>;

export type WorkHistoryQuery = {
  readonly work: {
    readonly provenance: {
      readonly text: string;
      readonly events: ReadonlyArray<{
        readonly id: string;
        readonly type: ProvenanceEventType;
        readonly object: string | null;
        readonly capacity: EventCapacity;
        readonly begin: string | null;
        readonly end: string | null;
        readonly movesTitle: boolean;
        readonly movesCustody: boolean;
        readonly uncertain: ReadonlyArray<string>;
        readonly method: string | null;
        readonly content: Readonly<Record<string, unknown>>;
        readonly recordedAt: string;
        readonly from: ReadonlyArray<{
          readonly name: string | null;
          readonly person: { readonly id: string } | null;
        }>;
        readonly to: ReadonlyArray<{
          readonly share: string | null;
          readonly party: { readonly name: string | null; readonly person: { readonly id: string } | null };
        }>;
        readonly statedBy: { readonly id: string };
      }>;
      readonly flags: ReadonlyArray<{
        readonly code: string;
        readonly severity: FlagSeverity;
        readonly message: string;
        readonly clears: string;
      }>;
    };
    readonly flagsOfRecord: {
      readonly flags: ReadonlyArray<{
        readonly code: string;
        readonly severity: FlagSeverity;
        readonly message: string;
        readonly clears: string;
      }>;
      readonly unread: ReadonlyArray<{ readonly file: string; readonly why: string }>;
    };
  } | null;
};

export type ClaimsOfWorkQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type ClaimsOfWorkQuery = {
  readonly work: {
    readonly claims: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly recordedAt: string;
          readonly status: ClaimStatus;
          readonly basis: ClaimBasis;
          readonly account: string | null;
          readonly isContested: boolean;
          readonly authorCreated: ReadonlyArray<string>;
          readonly materialExcluded: ReadonlyArray<string>;
          readonly newMaterialIncluded: ReadonlyArray<string>;
          readonly competesWith: { readonly id: string } | null;
          readonly by: ReadonlyArray<{
            readonly signedAt: string | null;
            readonly withdrawnAt: string | null;
            readonly person: { readonly id: string; readonly address: string; readonly presentKey: string };
          }>;
          readonly generations: ReadonlyArray<{
            readonly tool: string;
            readonly toolVersion: string | null;
            readonly modelName: string | null;
            readonly seed: string | null;
            readonly steps: number | null;
            readonly sampler: string | null;
            readonly scheduler: string | null;
            readonly guidance: number | null;
            readonly denoise: number | null;
            readonly width: number | null;
            readonly height: number | null;
            readonly prompt: { readonly text: string | null } | null;
            readonly negativePrompt: { readonly text: string | null } | null;
            readonly otherModels: ReadonlyArray<{ readonly name: string | null }>;
            readonly loras: ReadonlyArray<{ readonly name: string; readonly weight: number | null }>;
            readonly controlNets: ReadonlyArray<{ readonly name: string; readonly weight: number | null }>;
            readonly upscalers: ReadonlyArray<{
              readonly name: string | null;
              readonly scale: number | null;
            }>;
            readonly pictures: ReadonlyArray<{ readonly role: InputRole; readonly name: string | null }>;
            readonly corrections: ReadonlyArray<{
              readonly field: string;
              readonly read: { readonly text: string | null };
            }>;
          }>;
          readonly evidence: ReadonlyArray<{
            readonly cid: string;
            readonly mediaType: string;
            readonly sizeBytes: number;
          }>;
          readonly acts: ReadonlyArray<{
            readonly kind: HumanActKind;
            readonly done: string;
            readonly when: string | null;
            readonly by: { readonly id: string } | null;
            readonly region: {
              readonly x: number;
              readonly y: number;
              readonly width: number;
              readonly height: number;
            } | null;
            readonly evidence: ReadonlyArray<{
              readonly cid: string;
              readonly mediaType: string;
              readonly sizeBytes: number;
            }>;
          }>;
          readonly withheld: ReadonlyArray<{ readonly path: string }>;
          readonly disputes: ReadonlyArray<{
            readonly id: string;
            readonly ground: DisputeGround;
            readonly state: DisputeState;
            readonly outcome: DisputeOutcome | null;
            readonly raisedAt: string;
            readonly account: string;
            readonly answerBy: string;
            readonly raisedBy: { readonly id: string };
            readonly evidence: ReadonlyArray<{
              readonly cid: string;
              readonly mediaType: string;
              readonly sizeBytes: number;
            }>;
            readonly entries: ReadonlyArray<{
              readonly side: DisputeSide;
              readonly outcome: DisputeOutcome | null;
              readonly decidedBy: string | null;
              readonly decidedOn: string | null;
              readonly account: string | null;
              readonly statedAt: string;
              readonly statedBy: { readonly id: string };
              readonly evidence: ReadonlyArray<{
                readonly cid: string;
                readonly mediaType: string;
                readonly sizeBytes: number;
              }>;
            }>;
          }>;
        };
      }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type PermissionsOfWorkQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type PermissionsOfWorkQuery = {
  readonly work: {
    readonly derivationPermissions: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly how: ReadonlyArray<DerivationWay> | null;
          readonly terms: string;
          readonly until: string | null;
          readonly state: PermissionState;
          readonly to: { readonly id: string };
          readonly permittedBy: { readonly id: string };
        };
      }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type SourcesOfWorkQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type SourcesOfWorkQuery = {
  readonly work: {
    readonly derivations: {
      readonly registered: {
        readonly from: {
          readonly edges: ReadonlyArray<{
            readonly node: {
              readonly id: string;
              readonly how: DerivationWay;
              readonly source: { readonly id: string; readonly title: string };
              readonly declaredBy: { readonly id: string };
            };
          }>;
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        };
      };
    };
  } | null;
};

export type WorkLedgersQueryVariables = Exact<{
  id: string;
}>;

export type WorkLedgersQuery = {
  readonly work: {
    readonly claims: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly makings: ReadonlyArray<{
            readonly making: {
              readonly id: string;
              readonly name: string | null;
              readonly recordedAt: string;
              readonly fileCount: number;
            };
            readonly evidence: {
              readonly grade: MakingGrade;
              readonly findings: ReadonlyArray<{
                readonly code: MakingFindingCode;
                readonly message: string;
              }>;
            };
          }>;
        };
      }>;
    };
  } | null;
};

export type DerivationPermissionFragment = {
  readonly id: string;
  readonly how: ReadonlyArray<DerivationWay> | null;
  readonly terms: string;
  readonly until: string | null;
  readonly state: PermissionState;
  readonly to: { readonly id: string };
  readonly permittedBy: { readonly id: string };
};

export type DeclaredSourceFragment = {
  readonly id: string;
  readonly how: DerivationWay;
  readonly source: { readonly id: string; readonly title: string };
  readonly declaredBy: { readonly id: string };
};

export type RecordedStatementFragment = {
  readonly id: string;
  readonly cid: string;
  readonly index: number;
  readonly recordedAt: string;
  readonly checkpoint: { readonly size: number; readonly signedAt: string } | null;
  readonly anchor: {
    readonly state: AnchorState;
    readonly chainId: string;
    readonly hash: string;
    readonly blockNumber: number | null;
    readonly minedAt: string | null;
  } | null;
};

export type WorkClaimFragment = {
  readonly id: string;
  readonly recordedAt: string;
  readonly status: ClaimStatus;
  readonly basis: ClaimBasis;
  readonly account: string | null;
  readonly isContested: boolean;
  readonly authorCreated: ReadonlyArray<string>;
  readonly materialExcluded: ReadonlyArray<string>;
  readonly newMaterialIncluded: ReadonlyArray<string>;
  readonly competesWith: { readonly id: string } | null;
  readonly by: ReadonlyArray<{
    readonly signedAt: string | null;
    readonly withdrawnAt: string | null;
    readonly person: { readonly id: string; readonly address: string; readonly presentKey: string };
  }>;
  readonly generations: ReadonlyArray<{
    readonly tool: string;
    readonly toolVersion: string | null;
    readonly modelName: string | null;
    readonly seed: string | null;
    readonly steps: number | null;
    readonly sampler: string | null;
    readonly scheduler: string | null;
    readonly guidance: number | null;
    readonly denoise: number | null;
    readonly width: number | null;
    readonly height: number | null;
    readonly prompt: { readonly text: string | null } | null;
    readonly negativePrompt: { readonly text: string | null } | null;
    readonly otherModels: ReadonlyArray<{ readonly name: string | null }>;
    readonly loras: ReadonlyArray<{ readonly name: string; readonly weight: number | null }>;
    readonly controlNets: ReadonlyArray<{ readonly name: string; readonly weight: number | null }>;
    readonly upscalers: ReadonlyArray<{ readonly name: string | null; readonly scale: number | null }>;
    readonly pictures: ReadonlyArray<{ readonly role: InputRole; readonly name: string | null }>;
    readonly corrections: ReadonlyArray<{
      readonly field: string;
      readonly read: { readonly text: string | null };
    }>;
  }>;
  readonly evidence: ReadonlyArray<{
    readonly cid: string;
    readonly mediaType: string;
    readonly sizeBytes: number;
  }>;
  readonly acts: ReadonlyArray<{
    readonly kind: HumanActKind;
    readonly done: string;
    readonly when: string | null;
    readonly by: { readonly id: string } | null;
    readonly region: {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    } | null;
    readonly evidence: ReadonlyArray<{
      readonly cid: string;
      readonly mediaType: string;
      readonly sizeBytes: number;
    }>;
  }>;
  readonly withheld: ReadonlyArray<{ readonly path: string }>;
  readonly disputes: ReadonlyArray<{
    readonly id: string;
    readonly ground: DisputeGround;
    readonly state: DisputeState;
    readonly outcome: DisputeOutcome | null;
    readonly raisedAt: string;
    readonly account: string;
    readonly answerBy: string;
    readonly raisedBy: { readonly id: string };
    readonly evidence: ReadonlyArray<{
      readonly cid: string;
      readonly mediaType: string;
      readonly sizeBytes: number;
    }>;
    readonly entries: ReadonlyArray<{
      readonly side: DisputeSide;
      readonly outcome: DisputeOutcome | null;
      readonly decidedBy: string | null;
      readonly decidedOn: string | null;
      readonly account: string | null;
      readonly statedAt: string;
      readonly statedBy: { readonly id: string };
      readonly evidence: ReadonlyArray<{
        readonly cid: string;
        readonly mediaType: string;
        readonly sizeBytes: number;
      }>;
    }>;
  }>;
};

export type EvidenceFileFragment = {
  readonly cid: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
};

export const workPage: Question<WorkPageQuery, WorkPageQueryVariables> = {
  text: 'query WorkPage($id:ID!){work(id:$id){...workCard makers{person{id keys}}files{sizeBytes}medium description registrant{id}statement{...recordedStatement}claims(first:15){pageInfo{hasNextPage}edges{node{...workClaim}}}owners{share since heldFrom owner{id}}history{id method date note recordedAt from{id}to{share owner{id}}}licences{id name url from until withdrawnAt grantedBy{id}to{id}rules{effect actions where purpose text}}rightTransfers{id type actions where since until from{id}to{id}writing{url}recordation{transferor transferee}}derivations{registered{from(first:50 standing:true){pageInfo{hasNextPage}edges{node{...declaredSource}}}}}derivationPermissions(first:50){pageInfo{hasNextPage}edges{node{...derivationPermission}}}trainingPreference{training generativeTraining inference dataMining constraints}tokens{id chainId contract tokenId owner blockNumber blockTime}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}fragment recordedStatement on Statement{id cid index recordedAt checkpoint{size signedAt}anchor{state chainId hash blockNumber minedAt}}fragment workClaim on Claim{id recordedAt status basis account isContested competesWith{id}by{signedAt withdrawnAt person{id address presentKey}}generations{tool toolVersion modelName prompt{text}negativePrompt{text}seed steps sampler scheduler guidance denoise width height otherModels{name}loras{name weight}controlNets{name weight}upscalers{name scale}pictures{role name}corrections{field read{text}}}evidence{...evidenceFile}acts{kind done when by{id}region{x y width height}evidence{...evidenceFile}}withheld{path}authorCreated materialExcluded newMaterialIncluded disputes{id ground state outcome raisedAt raisedBy{id}account evidence{...evidenceFile}entries{side outcome decidedBy decidedOn account statedAt statedBy{id}evidence{...evidenceFile}}answerBy}}fragment evidenceFile on File{cid mediaType sizeBytes}fragment declaredSource on Derivation{id how source{id title}declaredBy{id}}fragment derivationPermission on DerivationPermission{id how terms until state to{id}permittedBy{id}}',
};
export const workHistory: Question<WorkHistoryQuery, WorkHistoryQueryVariables> = {
  text: 'query WorkHistory($id:ID!){work(id:$id){provenance{text events{id type object capacity begin end movesTitle movesCustody uncertain method content from{name person{id}}to{share party{name person{id}}}statedBy{id}recordedAt}flags{code severity message clears}}flagsOfRecord{flags{code severity message clears}unread{file why}}}}',
};
export const claimsOfWork: Question<ClaimsOfWorkQuery, ClaimsOfWorkQueryVariables> = {
  text: 'query ClaimsOfWork($id:ID!$after:String){work(id:$id){claims(first:15 after:$after){edges{node{...workClaim}}pageInfo{hasNextPage endCursor}}}}fragment workClaim on Claim{id recordedAt status basis account isContested competesWith{id}by{signedAt withdrawnAt person{id address presentKey}}generations{tool toolVersion modelName prompt{text}negativePrompt{text}seed steps sampler scheduler guidance denoise width height otherModels{name}loras{name weight}controlNets{name weight}upscalers{name scale}pictures{role name}corrections{field read{text}}}evidence{...evidenceFile}acts{kind done when by{id}region{x y width height}evidence{...evidenceFile}}withheld{path}authorCreated materialExcluded newMaterialIncluded disputes{id ground state outcome raisedAt raisedBy{id}account evidence{...evidenceFile}entries{side outcome decidedBy decidedOn account statedAt statedBy{id}evidence{...evidenceFile}}answerBy}}fragment evidenceFile on File{cid mediaType sizeBytes}',
};
export const permissionsOfWork: Question<PermissionsOfWorkQuery, PermissionsOfWorkQueryVariables> = {
  text: 'query PermissionsOfWork($id:ID!$after:String){work(id:$id){derivationPermissions(first:100 after:$after){edges{node{...derivationPermission}}pageInfo{hasNextPage endCursor}}}}fragment derivationPermission on DerivationPermission{id how terms until state to{id}permittedBy{id}}',
};
export const sourcesOfWork: Question<SourcesOfWorkQuery, SourcesOfWorkQueryVariables> = {
  text: 'query SourcesOfWork($id:ID!$after:String){work(id:$id){derivations{registered{from(first:100 standing:true after:$after){edges{node{...declaredSource}}pageInfo{hasNextPage endCursor}}}}}}fragment declaredSource on Derivation{id how source{id title}declaredBy{id}}',
};
export const workLedgers: Question<WorkLedgersQuery, WorkLedgersQueryVariables> = {
  text: 'query WorkLedgers($id:ID!){work(id:$id){claims(first:15){edges{node{id makings{making{id name recordedAt fileCount}evidence{grade findings{code message}}}}}}}}',
};
