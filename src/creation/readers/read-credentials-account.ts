import { accountOf } from '../draft-account.js';
import type { CredentialManifest, Credentials } from '../credentials.js';
import type { GenerationAccount } from '../generation-account.js';

/** What a machine makes, wholly or in part (IPTC digital source types). */
const BY_MACHINE = /^(trainedAlgorithmicMedia|compositeWithTrainedAlgorithmicMedia|algorithmicMedia)$/;

/** So many pictures one after the other are a chain that nobody makes. */
const MOST_PARENTS = 20;

/**
 * What signed credentials say of how a picture was generated: the services that sign name themselves, and neither prompt nor seed. What the
 * active manifest says counts, or that of the picture of which it is a later state; of what was put into it besides, nothing follows for the whole.
 */
export function accountOfCredentials({
  integrity,
  manifests,
  ingredientFailures,
}: Credentials): GenerationAccount | null {
  if (integrity !== 'intact') return null;
  const byLabel = new Map(manifests.map((manifest) => [manifest.label, manifest]));
  let [manifest] = manifests;
  for (let parents = 0; manifest && parents < MOST_PARENTS; parents++) {
    const account = accountOfManifest(manifest);
    if (account || ingredientFailures.length > 0) return account;
    const parent = manifest.ingredients.find(({ relationship }) => relationship === 'parentOf')?.manifest;
    manifest = parent == null ? undefined : byLabel.get(parent);
  }
  return null;
}

function accountOfManifest({ label, generator, actions }: CredentialManifest): GenerationAccount | null {
  const made = actions.find(({ digitalSourceType }) => BY_MACHINE.test(digitalSourceType ?? ''));
  const tool = made?.softwareAgent ?? generator;
  if (!made || tool === null) return null;
  return accountOf(
    {
      tool,
      other: {
        digitalSourceType: made.digitalSourceType ?? '',
        action: made.action,
        ...(generator && { generator }),
      },
    },
    [{ carrier: 'C2PA', name: label, where: `C2PA ${label}`, text: '', raw: new Uint8Array() }],
  );
}
