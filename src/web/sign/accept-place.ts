import { acceptanceDocument, isAcceptedBy } from '../../people/key-acceptance.js';
import { ask } from '../ask/ask.js';
import { NotSigned, type Signer } from '../keys/signer.js';
import { logOrigin } from './sign.generated.js';

/** Has a new key sign that it takes the place of another: the `acceptance` of rotate-key. Throws NotSigned. */
export async function acceptPlace(next: Signer, { from }: { readonly from: string }): Promise<string> {
  const { log } = await ask(logOrigin, {});
  const signature = await next.sign(acceptanceDocument({ origin: log.origin, from, to: next.address }));
  if (!/^0x[0-9a-f]{130}$/i.test(signature))
    throw new NotSigned(
      `${next.address} gave no signature of 65 bytes. A contract wallet cannot take the place of a key: make a key instead.`,
    );
  return signature.toLowerCase();
}

/** Whether a new key signed that it takes the place of another in this register; of whose keys they are it says nothing. */
export async function hasAccepted({
  from,
  to,
  acceptance,
}: {
  readonly from: string;
  readonly to: string;
  readonly acceptance: string;
}): Promise<boolean> {
  const { log } = await ask(logOrigin, {});
  return isAcceptedBy({ origin: log.origin, from, to }, acceptance);
}
