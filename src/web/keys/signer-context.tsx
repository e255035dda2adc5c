import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import type { Signer } from './signer.js';

interface Held {
  /** Open as long as the page is: a reload closes it again. */
  readonly signer: Signer | null;
  readonly setSigner: (signer: Signer | null) => void;
}

const SignerContext = createContext<Held | null>(null);

export function WithSigner({ children }: { readonly children: ReactNode }) {
  const [signer, setSigner] = useState<Signer | null>(null);
  const held = useMemo(() => ({ signer, setSigner }), [signer]);
  return <SignerContext value={held}>{children}</SignerContext>;
}

export function useSigner(): Held {
  const held = useContext(SignerContext);
  if (!held) throw new Error('useSigner is used outside of WithSigner');
  return held;
}
