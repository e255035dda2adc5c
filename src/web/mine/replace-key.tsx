import { useRef, useState } from 'react';
import { textOf } from '../act/form-text.js';
import { SignedForm } from '../act/signed-form.js';
import { browserSigner } from '../keys/browser-signer.js';
import type { Keystore } from '../keys/keystore.js';
import { NewKey } from '../keys/new-key.js';
import { NotSigned, type Signer } from '../keys/signer.js';
import { findWallets, walletSigner, type Wallet } from '../keys/wallets.js';
import { Problem } from '../parts/problem.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import { acceptPlace } from '../sign/accept-place.js';
import type { AcceptedPlace } from './accepted-place.js';
import { rotateKey } from './mine.generated.js';

/** The key that takes another's place: a wallet's, one that was made here and of which a copy was saved, or one that somebody sent, who has it elsewhere. */
export interface NextKey {
  readonly address: string;
  /** Signs that it takes the place of another: the `acceptance` of rotate-key. Throws NotSigned. */
  readonly accept: (from: string) => Promise<string>;
  /** Null where somebody has it elsewhere. */
  readonly signer: Signer | null;
  readonly keystore: Keystore | null;
}

const nextHere = (signer: Signer, keystore: Keystore | null): NextKey => ({
  address: signer.address,
  accept: (from) => acceptPlace(signer, { from }),
  signer,
  keystore,
});

const nextElsewhere = ({ by, acceptance }: AcceptedPlace): NextKey => ({
  address: by,
  accept: () => Promise.resolve(acceptance),
  signer: null,
  keystore: null,
});

interface Given {
  /** Address of the key that is replaced. */
  readonly replaced: string;
  /** Whether a recovery key of it is open, and not the key itself. */
  readonly isLost?: boolean;
  /** The new key, where somebody sent it. */
  readonly accepted?: AcceptedPlace | null;
  readonly onReplaced: (next: NextKey, from: string) => void;
  readonly onCancel: () => void;
}

const LOST = [
  ['lost', 'It is lost: nobody can sign by it'],
  ['compromised', 'Somebody else may be able to sign by it'],
] as const;
const OWN = [['replaced', 'As planned'], LOST[1]] as const;

/** Puts a new key in the place of another, for ever: first the new key, then the word of both. */
export function ReplaceKey({ replaced, isLost = false, accepted = null, onReplaced, onCancel }: Given) {
  const [next, setNext] = useState<NextKey | null>(accepted && nextElsewhere(accepted));
  const place = useFocusAt<HTMLDivElement>(next?.address ?? '');
  return (
    <div className="stack" ref={place} tabIndex={-1}>
      {!next ? (
        <>
          {isLost && (
            <p className="hint">
              Is it another person’s, who has a new key of their own already? They open My works with it,
              choose “Take the place of a lost key”, and send you the address that they get.
            </p>
          )}
          <ChooseNext onNext={setNext} onCancel={onCancel} />
        </>
      ) : (
        <SignedForm
          button="Put the new key in its place"
          onRecorded={() => onReplaced(next, replaced)}
          read={async (form) => {
            const acceptance = await next.accept(replaced);
            const body = { from: replaced, to: next.address, reason: textOf(form, 'reason'), acceptance };
            return {
              kind: 'rotate-key',
              record: rotateKey,
              body,
              lastWord: `You put ${next.address} in the place of ${isLost ? 'the lost key ' : ''}${replaced}, for ever. ${replaced} signs nothing more, and what it holds is the new key’s.${next.signer ? '' : ' Be sure that whoever sent it to you is whose key was lost.'}`,
            };
          }}
        >
          <p className="notice">
            <code>{next.address}</code> takes the place of {isLost && 'the lost key '}
            <code>{replaced}</code>, and holds what that holds. The old key signs nothing more. This cannot be
            taken back.
          </p>
          <SelectField label="Why" name="reason">
            {optionsOf(isLost ? LOST : OWN)}
          </SelectField>
        </SignedForm>
      )}
    </div>
  );
}

function ChooseNext({
  onNext,
  onCancel,
}: {
  readonly onNext: (next: NextKey) => void;
  readonly onCancel: () => void;
}) {
  const wallets = useRef(findWallets());
  const [problem, setProblem] = useState<string | null>(null);
  const connect = async (wallet: Wallet) => {
    try {
      onNext(nextHere(await walletSigner(wallet), null));
    } catch (error) {
      if (!(error instanceof NotSigned)) throw error;
      setProblem(error.message);
    }
  };
  return (
    <div className="stack">
      <h3>The new key</h3>
      {problem && <Problem problem={{ message: problem }} />}
      {wallets.current.length > 0 && (
        <div className="row">
          {wallets.current.map((wallet) => (
            <button type="button" key={wallet.name} onClick={() => void connect(wallet)}>
              Take a key of {wallet.name}
            </button>
          ))}
        </div>
      )}
      <NewKey
        onReady={({ key, keystore }) => onNext(nextHere(browserSigner(key), keystore))}
        onCancel={onCancel}
      />
    </div>
  );
}
