import { useEffect, useState, type ComponentType } from 'react';
import { useFocusAt } from '../parts/use-focus-at.js';
import type { ShownWork } from '../work/work-page.js';
import type { ActGiven } from './act-given.js';
import { AnswerDispute, openDisputes } from './answer-dispute.js';
import { standingClaims } from './claim-field.js';
import { CoSignClaim } from './co-sign-claim.js';
import { GrantLicence } from './grant-licence.js';
import { OpenDispute } from './open-dispute.js';
import { RecordProvenance } from './record-provenance.js';
import { StateTrainingPreference } from './state-training-preference.js';
import { TransferRight } from './transfer-right.js';
import { TransferTitle } from './transfer-title.js';
import { WithdrawClaim } from './withdraw-claim.js';
import { standingLicences, WithdrawLicence } from './withdraw-licence.js';

interface Act {
  readonly name: string;
  readonly Form: ComponentType<ActGiven>;
  /** Whether there is anything in the work that it could be about; who may do it, the register says. */
  readonly isOffered: (work: ShownWork) => boolean;
}

const always = () => true;
const ACTS: readonly { readonly about: string; readonly acts: readonly Act[] }[] = [
  {
    about: 'Authorship',
    acts: [
      {
        name: 'Co-sign the claim',
        Form: CoSignClaim,
        isOffered: (work) => standingClaims(work).some(({ status }) => status === 'AWAITING_CO_SIGNATURES'),
      },
      {
        name: 'Contest the claim',
        Form: OpenDispute,
        isOffered: (work) => standingClaims(work).length > 0,
      },
      {
        name: 'Answer the dispute',
        Form: AnswerDispute,
        isOffered: (work) => openDisputes(work).length > 0,
      },
      {
        name: 'Withdraw your claim',
        Form: WithdrawClaim,
        isOffered: (work) => standingClaims(work).length > 0,
      },
    ],
  },
  {
    about: 'Title and history',
    acts: [
      { name: 'Transfer title', Form: TransferTitle, isOffered: ({ owners }) => owners.length > 0 },
      { name: 'Tell its history', Form: RecordProvenance, isOffered: always },
    ],
  },
  {
    about: 'Rights',
    acts: [
      { name: 'Grant a licence', Form: GrantLicence, isOffered: (work) => standingClaims(work).length > 0 },
      {
        name: 'Withdraw a licence',
        Form: WithdrawLicence,
        isOffered: (work) => standingLicences(work).length > 0,
      },
      { name: 'Transfer a right', Form: TransferRight, isOffered: (work) => standingClaims(work).length > 0 },
      { name: 'State what machines may learn', Form: StateTrainingPreference, isOffered: always },
    ],
  },
];

/** What somebody can state of a work here, and the form for it. */
export function Actions({ work, onRecorded }: ActGiven) {
  const [open, setOpen] = useState<Act | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const status = useFocusAt<HTMLParagraphElement>(done ?? '');
  const offered = ACTS.map(({ about, acts }) => ({
    about,
    acts: acts.filter(({ isOffered }) => isOffered(work)),
  })).filter(({ acts }) => acts.length > 0);
  const recorded = () => {
    if (open) setDone(`${open.name}: recorded.`);
    setOpen(null);
    onRecorded();
  };
  useEffect(() => {
    // At each answer that comes what stands above may have grown.
    if (document.activeElement === status.current) status.current?.scrollIntoView({ block: 'center' });
  });
  return (
    <section id="act" className="no-print">
      <h2>State something</h2>
      <p className="quiet">Each is signed by your key, and public.</p>
      <p role="status" tabIndex={-1} ref={status}>
        {done}
      </p>
      {offered.map(({ about, acts }) => (
        <div key={about} role="group" aria-label={about}>
          <h3>{about}</h3>
          <div className="row">
            {acts.map((act) => (
              <button
                key={act.name}
                type="button"
                aria-expanded={act === open}
                onClick={() => {
                  setDone(null);
                  setOpen(act === open ? null : act);
                }}
              >
                {act.name}
              </button>
            ))}
          </div>
          {open && acts.includes(open) && (
            <div className="unfolded">
              <open.Form work={work} onRecorded={recorded} />
            </div>
          )}
        </div>
      ))}
    </section>
  );
}
