import type { Wallet } from 'ethers';
import { acceptanceMessage, KEY_ACCEPTANCE_TYPES } from '../../src/people/key-acceptance.js';
import type { RotationReason } from '../../src/people/key-rotation.js';
import { TYPED_DATA_DOMAIN } from '../../src/register/typed-data.js';
import { addressOf } from '../fixtures/house.js';
import { ORIGIN } from '../register/a-register.js';

/** The body of rotate-key, accepted by the new key. */
export async function aRotation(
  from: Wallet,
  to: Wallet,
  {
    origin = ORIGIN,
    reason = 'lost',
    acceptedBy = to,
  }: { origin?: string; reason?: RotationReason; acceptedBy?: Wallet } = {},
) {
  const keys = { from: addressOf(from), to: addressOf(to) };
  const message = acceptanceMessage({ origin, ...keys });
  return {
    ...keys,
    reason,
    acceptance: await acceptedBy.signTypedData(TYPED_DATA_DOMAIN, KEY_ACCEPTANCE_TYPES, message),
  };
}
