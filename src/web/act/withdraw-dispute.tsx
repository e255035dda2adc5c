import { withdrawDispute } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { DisputeField, readDispute, useDisputeWords } from './dispute-field.js';
import { WithdrawalForm } from './withdrawal-form.js';

/** Whoever raised a dispute contests no more. */
export function WithdrawDispute({ can: { endedDisputes: disputes }, whyNot, onRecorded }: ActGiven) {
  const inWords = useDisputeWords();
  return (
    <WithdrawalForm
      kind="withdraw-dispute"
      record={withdrawDispute}
      whyNot={whyNot}
      onRecorded={onRecorded}
      named={(form) => readDispute(form, { disputes }).named}
      lastWord={(form) => {
        const { dispute } = readDispute(form, { disputes });
        return (
          dispute &&
          `You contest no more (${inWords(dispute)}). It cannot be taken up again; another can be raised.`
        );
      }}
    >
      <p>It stays on record as withdrawn, and contests nothing more.</p>
      <DisputeField disputes={disputes} />
    </WithdrawalForm>
  );
}
