import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { canonicalJson } from '../../lib/canonical-json.js';
import { ask, AskProblem, unfitting } from '../ask/ask.js';
import type { Question } from '../ask/question.js';
import { NotSigned } from '../keys/signer.js';
import { useSigner } from '../keys/signer-context.js';
import { Problem } from '../parts/problem.js';
import { isRecorded } from '../sign/is-recorded.js';
import type { Signed } from '../sign/sign-statement.js';
import { LastWord } from './last-word.js';

type Body = Readonly<Record<string, unknown>>;

/** What a form states: a kind of statement, its body as far as it is filled in, and the mutation that records it. */
export interface Stated {
  readonly kind: string;
  readonly body: Body;
  readonly record: Question<unknown, { readonly input: Signed & { readonly uploads?: string[] } }>;
  /** Of what cannot be taken back: what it does and to whom, to be confirmed before it is signed. */
  readonly lastWord?: string | undefined;
}

type Ready = Stated & { readonly uploads?: string[] };

export interface SignedFormGiven {
  /** Reads the form; files of it are sent before. Throws AskProblem for what cannot be stated. */
  readonly read: (form: FormData) => Promise<Ready>;
  /** On the button: "Sign the transfer". */
  readonly button: string;
  /** Why the register would refuse it by the key that is open. */
  readonly whyNot?: string | null;
  /** What its fields were filled in with, other than by whoever has it before them: when that changes, nothing is confirmed any more. */
  readonly filledWith?: unknown;
  readonly onRecorded: () => void;
  readonly children?: ReactNode;
}

const RECORDED_BEFORE =
  'What you signed before was recorded, though its answer was lost. What you changed since is not: open the page anew to see it, and sign again only if you want both.';

/** A form that ends in a signed statement, by the key that is open. */
export function SignedForm({
  read,
  button,
  whyNot = null,
  filledWith,
  onRecorded,
  children,
}: SignedFormGiven) {
  const { signer } = useSigner();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [askedOf, setAsked] = useState<
    (Ready & { readonly signer: string; readonly filledWith: unknown }) | null
  >(null);
  // By the key that was open: another confirmed nothing.
  const asked =
    askedOf && askedOf.signer === signer?.address && askedOf.filledWith === filledWith && whyNot === null
      ? askedOf
      : null;
  // So that the focus comes back from a question that is gone.
  const [wasAsked, setWasAsked] = useState(false);
  const frame = useRef<HTMLFormElement>(null);
  const trying = async (act: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (error) {
      if (!(error instanceof AskProblem || error instanceof NotSigned)) throw error;
      setAsked(null);
      setProblem(
        (error instanceof AskProblem ? unfitting(error, labelIn(frame.current)) : null) ?? error.message,
      );
    } finally {
      setBusy(false);
    }
  };
  /** The statement that was sent last, by its CID and what it says: its answer may be lost on the way. */
  const sent = useRef<{ readonly cid: string; readonly says: string } | null>(null);
  const sign = async ({ kind, body, record, uploads }: Ready) => {
    if (!signer) return;
    // It makes what is signed, by the code of the register; only here is it wanted.
    const { cidOf, signStatement } = await import('../sign/sign-statement.js');
    const signed = await signStatement(signer, { kind, body });
    sent.current = { cid: cidOf(signed), says: canonicalJson({ kind, body, signer: signer.address }) };
    await ask(record, { input: { ...signed, ...(uploads && { uploads }) } });
    onRecorded();
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!signer || whyNot !== null) return;
    const form = new FormData(event.currentTarget);
    void trying(async () => {
      const stated = await read(form);
      const before = sent.current;
      if (before && (await isRecorded(before.cid))) {
        sent.current = null;
        const { kind, body } = stated;
        // What was recorded after all is not stated twice, and what was filled in since is not what was recorded.
        if (before.says === canonicalJson({ kind, body, signer: signer.address })) return onRecorded();
        throw new AskProblem('RECORDED_BEFORE', RECORDED_BEFORE);
      }
      setWasAsked(stated.lastWord !== undefined);
      if (stated.lastWord === undefined) return sign(stated);
      // In one with the question: what is disabled takes no focus.
      setBusy(false);
      setAsked({ ...stated, signer: signer.address, filledWith });
      return undefined;
    });
  };
  const edited = () => {
    // What is signed is what was confirmed, and what was wrong may be so no more.
    setAsked(null);
    setProblem(null);
    setWasAsked(false);
  };
  return (
    <form className="stack" ref={frame} onSubmit={onSubmit} onChange={edited}>
      {children}
      {problem && <Problem problem={{ message: problem }} />}
      {asked?.lastWord === undefined ? (
        <button
          key={String(wasAsked)}
          type="submit"
          className="main"
          autoFocus={wasAsked}
          disabled={!signer || isBusy || whyNot !== null}
        >
          {isBusy ? 'Signing and recording …' : button}
        </button>
      ) : (
        <LastWord
          words={asked.lastWord}
          button={button}
          isBusy={isBusy}
          onSign={() => void trying(() => sign(asked))}
          onNotYet={() => setAsked(null)}
        />
      )}
      {!signer && <p className="hint">Open a key first: what you state is signed.</p>}
      {signer && whyNot !== null && <p className="notice">{whyNot}</p>}
    </form>
  );
}

/** How a form labels the field for a place of a statement, such as “When, or since when” for events.0.begin; null where it has none of that name. */
const labelIn =
  (form: HTMLFormElement | null) =>
  (place: string): string | null => {
    const field = form?.elements.namedItem(place.split('.').at(-1) ?? '');
    const isLabelled =
      field instanceof HTMLInputElement ||
      field instanceof HTMLSelectElement ||
      field instanceof HTMLTextAreaElement;
    // What follows the name in it says that it may be left out.
    const label = isLabelled ? field.labels?.[0]?.firstChild?.textContent : null;
    return label ? `“${label}”` : null;
  };
