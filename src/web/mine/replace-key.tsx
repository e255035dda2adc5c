import { useRef, useState } from 'react';
import { textOf } from '../act/form-text.js';
import { readAddress } from '../act/read-address.js';
import { SignedForm } from '../act/signed-form.js';
import { browserSigner } from '../keys/browser-signer.js';
import type { Keystore } from '../keys/keystore.js';
import { NewKey } from '../keys/new-key.js';
import { NotSigned, type Signer } from '../keys/signer.js';
import { findWallets, walletSigner, type Wallet } from '../keys/wallets.js';
import { Field } from '../parts/field.js';
import { Problem } from '../parts/problem.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { acceptPlace } from '../sign/accept-place.js';
import { rotateKey } from './mine.generated.js';

/** The key that takes another's place: a wallet's, or one that was made here and of which a copy was saved. */
export interface NextKey {
  readonly signer: Signer;
  readonly keystore: Keystore | null;
}

interface Given {
  /** Address of the key that is replaced, where it is the open one; null where that is a recovery key of it. */
  readonly replaced: string | null;
  readonly onReplaced: (next: NextKey, from: string) => void;
  readonly onCancel: () => void;
}

const LOST = [
  ['lost', 'It is lost: nobody can sign by it'],
  ['compromised', 'Somebody else may be able to sign by it'],
] as const;
const OWN = [['replaced', 'As planned'], LOST[1]] as const;

/** Puts a new key in the place of another, for ever: first the new key, then the word of both. */
export function ReplaceKey({ replaced, onReplaced, onCancel }: Given) {
  const [next, setNext] = useState<NextKey | null>(null);
  const from = useRef(replaced);
  if (!next) return <ChooseNext onNext={setNext} onCancel={onCancel} />;
  return (
    <SignedForm
      button="Put the new key in its place"
      onRecorded={() => onReplaced(next, from.current ?? '')}
      read={async (form) => {
        const old = replaced ?? readAddress(textOf(form, 'from'), 'The lost key');
        from.current = old;
        const acceptance = await acceptPlace(next.signer, { from: old });
        const body = { from: old, to: next.signer.address, reason: textOf(form, 'reason'), acceptance };
        return { kind: 'rotate-key', record: rotateKey, body };
      }}
    >
      <p className="notice">
        <code>{next.signer.address}</code> takes the place of{' '}
        {replaced === null ? 'the lost key' : <code>{replaced}</code>}, and holds what that holds. The old key
        signs nothing more. This cannot be taken back.
      </p>
      {replaced === null && (
        <Field
          label="Address of the lost key"
          name="from"
          required
          placeholder="0x…"
          hint="The page of a work of theirs names it as its owner, or who registered it"
        />
      )}
      <SelectField label="Why" name="reason">
        {optionsOf(replaced === null ? LOST : OWN)}
      </SelectField>
    </SignedForm>
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
      onNext({ signer: await walletSigner(wallet), keystore: null });
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
        onReady={({ key, keystore }) => onNext({ signer: browserSigner(key), keystore })}
        onCancel={onCancel}
      />
    </div>
  );
}
