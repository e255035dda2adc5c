import { useId, useState } from 'react';
import { useSigner } from '../keys/signer-context.js';
import { personInWords } from '../parts/words.js';
import type { ShownWork } from '../work/work-page.js';
import { answerDispute, coSignClaim, openDispute, transferTitle, withdrawClaim } from './act.generated.js';
import { filled, StatementForm, textOf } from './statement-form.js';
import { AskProblem } from '../ask/ask.js';
import { sendFile } from '../files/send-file.js';

const METHODS = ['sale', 'gift', 'bequest', 'inheritance', 'exchange', 'commission', 'assignment', 'other'];
const GROUNDS = [
  ['authorship', 'Somebody else made it'],
  ['co-authorship', 'An author is not named'],
  ['copied', 'It takes from a work of another without permission'],
  ['false-record', 'What is recorded of how it was made is not so'],
  ['title', 'Whoever is shown as its owner is not'],
  ['consent', 'A person is shown, or their data used, without consent'],
  ['other', 'Something else'],
] as const;

type Action = 'transfer' | 'co-sign' | 'contest' | 'answer' | 'withdraw';

const NAMES: Readonly<Record<Action, string>> = {
  transfer: 'Transfer title',
  'co-sign': 'Co-sign the claim',
  contest: 'Contest the claim',
  answer: 'Answer the dispute',
  withdraw: 'Withdraw your claim',
};

/** What somebody can state of a work here, and the form for it. */
export function Actions({ work, onRecorded }: { readonly work: ShownWork; readonly onRecorded: () => void }) {
  const [action, setAction] = useState<Action | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const claims = work.claims.edges.map(({ node }) => node).filter(({ status }) => status !== 'WITHDRAWN');
  const open = claims
    .flatMap(({ disputes }) => disputes)
    .filter(({ state }) => state !== 'DECIDED' && state !== 'WITHDRAWN');
  const offered: Action[] = [
    ...(work.owners.length > 0 ? (['transfer'] as const) : []),
    ...(claims.some(({ status }) => status === 'AWAITING_CO_SIGNATURES') ? (['co-sign'] as const) : []),
    ...(claims.length > 0 ? (['contest', 'withdraw'] as const) : []),
    ...(open.length > 0 ? (['answer'] as const) : []),
  ];
  const recorded = () => {
    if (action) setDone(`${NAMES[action]}: recorded.`);
    setAction(null);
    onRecorded();
  };
  if (offered.length === 0) return null;
  return (
    <section id="act" className="no-print">
      <h2>State something</h2>
      <div className="row">
        {offered.map((name) => (
          <button
            key={name}
            type="button"
            aria-expanded={name === action}
            onClick={() => {
              setDone(null);
              setAction(name === action ? null : name);
            }}
          >
            {NAMES[name]}
          </button>
        ))}
      </div>
      <p role="status">{done}</p>
      {action === 'transfer' && <Transfer work={work} onRecorded={recorded} />}
      {action === 'co-sign' && <CoSign work={work} onRecorded={recorded} />}
      {action === 'contest' && <Contest work={work} onRecorded={recorded} />}
      {action === 'answer' && <AnswerIt work={work} onRecorded={recorded} />}
      {action === 'withdraw' && <Withdraw work={work} onRecorded={recorded} />}
    </section>
  );
}

interface Given {
  readonly work: ShownWork;
  readonly onRecorded: () => void;
}

function Transfer({ work, onRecorded }: Given) {
  const id = useId();
  const { signer } = useSigner();
  const own = work.owners.find(({ owner }) => owner.id === `person:${signer?.address}`);
  return (
    <StatementForm
      button="Sign the transfer"
      onRecorded={onRecorded}
      read={async (form) => {
        const owner = textOf(form, 'to')
          .replace(/^person:/, '')
          .toLowerCase();
        if (!/^0x[0-9a-f]{40}$/.test(owner))
          throw new AskProblem(
            'BAD_ADDRESS',
            'Who receives it is the address of their key: 0x and 40 digits.',
          );
        return {
          kind: 'transfer-title',
          record: transferTitle,
          body: {
            work: work.id,
            to: [{ owner, share: textOf(form, 'share') || '1' }],
            method: textOf(form, 'method'),
            ...filled({ date: textOf(form, 'date'), note: textOf(form, 'note') }),
          },
        };
      }}
    >
      {signer && !own && (
        <p className="notice">By the register you own no share of it, and it will say no.</p>
      )}
      <div className="fields">
        <div className="wide">
          <label htmlFor={`${id}-to`}>To (address of their key)</label>
          <input id={`${id}-to`} name="to" required placeholder="0x…" autoComplete="off" spellCheck={false} />
        </div>
        <div>
          <label htmlFor={`${id}-share`}>Share of the whole</label>
          <input id={`${id}-share`} name="share" defaultValue={own?.share ?? '1'} required />
          <p className="hint">1 for all, or a fraction such as 1/3</p>
        </div>
        <div>
          <label htmlFor={`${id}-method`}>How</label>
          <select id={`${id}-method`} name="method">
            {METHODS.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor={`${id}-date`}>
            When <span className="quiet">(may be left out)</span>
          </label>
          <input id={`${id}-date`} name="date" placeholder="2026-04-12" />
        </div>
        <div>
          <label htmlFor={`${id}-note`}>
            Note <span className="quiet">(public; may be left out)</span>
          </label>
          <input id={`${id}-note`} name="note" maxLength={2000} />
        </div>
      </div>
    </StatementForm>
  );
}

/** Which of several claims it is about. */
function ClaimField({ work, label }: { readonly work: ShownWork; readonly label: string }) {
  const id = useId();
  const claims = work.claims.edges.map(({ node }) => node).filter(({ status }) => status !== 'WITHDRAWN');
  const [only, ...others] = claims;
  if (only && others.length === 0) return <input type="hidden" name="claim" value={only.id} />;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select id={id} name="claim">
        {claims.map(({ id: claim, by }) => (
          <option key={claim} value={claim}>
            of {by.map(({ person }) => personInWords(person.id)).join(', ')}
          </option>
        ))}
      </select>
    </div>
  );
}

const CoSign = ({ work, onRecorded }: Given) => (
  <StatementForm
    button="Sign the claim"
    onRecorded={onRecorded}
    read={async (form) => ({
      kind: 'co-sign-claim',
      record: coSignClaim,
      body: { claim: textOf(form, 'claim') },
    })}
  >
    <p>You state that the claim, as it stands above, is yours too. Read what it says of the making first.</p>
    <ClaimField work={work} label="Which claim" />
  </StatementForm>
);

function Withdraw({ work, onRecorded }: Given) {
  const id = useId();
  return (
    <StatementForm
      button="Sign the withdrawal"
      onRecorded={onRecorded}
      read={async (form) => ({
        kind: 'withdraw-claim',
        record: withdrawClaim,
        body: { claim: textOf(form, 'claim'), ...filled({ reason: textOf(form, 'reason') }) },
      })}
    >
      <p>You no longer claim to have made it. The claim stays on record as withdrawn.</p>
      <ClaimField work={work} label="Which claim" />
      <div>
        <label htmlFor={id}>
          Why <span className="quiet">(public; may be left out)</span>
        </label>
        <textarea id={id} name="reason" maxLength={2000} />
      </div>
    </StatementForm>
  );
}

async function evidenceIn(form: FormData) {
  const files = form.getAll('evidence').filter((one): one is File => one instanceof File && one.size > 0);
  const sent = [];
  for (const file of files) sent.push(await sendFile(file));
  return {
    uploads: sent.map(({ upload }) => upload),
    evidence: sent.length > 0 ? { evidence: sent.map(({ reference }) => reference) } : {},
  };
}

function AccountFields({ label }: { readonly label: string }) {
  const id = useId();
  return (
    <>
      <div>
        <label htmlFor={`${id}-account`}>{label}</label>
        <textarea id={`${id}-account`} name="account" required maxLength={10_000} />
        <p className="hint">It becomes public, and cannot be deleted by you.</p>
      </div>
      <div>
        <label htmlFor={`${id}-evidence`}>
          Evidence <span className="quiet">(files; may be left out)</span>
        </label>
        <input id={`${id}-evidence`} name="evidence" type="file" multiple />
      </div>
    </>
  );
}

function Contest({ work, onRecorded }: Given) {
  const id = useId();
  return (
    <StatementForm
      button="Sign the dispute"
      onRecorded={onRecorded}
      read={async (form) => {
        const { evidence, uploads } = await evidenceIn(form);
        const body = {
          claim: textOf(form, 'claim'),
          ground: textOf(form, 'ground'),
          account: textOf(form, 'account'),
          ...evidence,
        };
        return { kind: 'open-dispute', record: openDispute, body, uploads };
      }}
    >
      <ClaimField work={work} label="Which claim" />
      <div>
        <label htmlFor={id}>On which ground</label>
        <select id={id} name="ground">
          {GROUNDS.map(([ground, name]) => (
            <option key={ground} value={ground}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <AccountFields label="What you say" />
    </StatementForm>
  );
}

function AnswerIt({ work, onRecorded }: Given) {
  const id = useId();
  const disputes = work.claims.edges.flatMap(({ node }) =>
    node.disputes
      .filter(({ state }) => state !== 'DECIDED' && state !== 'WITHDRAWN')
      .map((dispute) => ({ ...dispute, claim: node.id })),
  );
  return (
    <StatementForm
      button="Sign the answer"
      onRecorded={onRecorded}
      read={async (form) => {
        const { evidence, uploads } = await evidenceIn(form);
        const dispute = disputes.find((one) => one.id === textOf(form, 'dispute')) ?? disputes[0];
        const body = {
          claim: dispute?.claim ?? '',
          dispute: dispute?.id ?? '',
          account: textOf(form, 'account'),
          ...evidence,
        };
        return { kind: 'answer-dispute', record: answerDispute, body, uploads };
      }}
    >
      <div>
        <label htmlFor={id}>Which dispute</label>
        <select id={id} name="dispute">
          {disputes.map((dispute) => (
            <option key={dispute.id} value={dispute.id}>
              {dispute.ground.toLowerCase().replaceAll('_', ' ')}, by {personInWords(dispute.raisedBy.id)}
            </option>
          ))}
        </select>
      </div>
      <AccountFields label="Your answer" />
    </StatementForm>
  );
}
