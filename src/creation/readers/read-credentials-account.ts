import { accountOf } from '../draft-account.js';
import type { Credentials } from '../credentials.js';
import type { GenerationAccount } from '../generation-account.js';

/** What a machine makes, wholly or in part (IPTC digital source types). */
const BY_MACHINE = /^(trainedAlgorithmicMedia|compositeWithTrainedAlgorithmicMedia|algorithmicMedia)$/;

/** What signed credentials say of how a picture was generated: the services that sign name themselves, and neither prompt nor seed. */
export function accountOfCredentials({ integrity, manifests }: Credentials): GenerationAccount | null {
  if (integrity !== 'intact') return null;
  for (const { label, generator, actions } of manifests) {
    const made = actions.find(({ digitalSourceType }) => BY_MACHINE.test(digitalSourceType ?? ''));
    const tool = made?.softwareAgent ?? generator;
    if (!made || tool === null) continue;
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
  return null;
}
