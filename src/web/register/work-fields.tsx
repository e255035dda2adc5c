import { ownNames, type Draft } from './draft.js';
import { dateHint, saysNoDate } from './date-problems.js';
import { TypedField } from './typed-field.js';

interface Given {
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
}

/** What is registered of a work besides its picture. */
export const WorkFields = ({ draft, onChange }: Given) => (
  <fieldset>
    <legend>
      <h2>The work</h2>
    </legend>
    <div className="fields">
      <TypedField label="Title" isRequired value={draft.title} onChange={(title) => onChange({ title })} />
      <TypedField
        label="Made by"
        hint="Names, with commas between them"
        isRequired={draft.standing === 'joint-authors'}
        wrong={
          draft.standing === 'joint-authors' && draft.makers.trim() !== '' && ownNames(draft).length === 0
            ? 'Your own name is missing: it would say that the others made it alone.'
            : ''
        }
        value={draft.makers}
        onChange={(makers) => onChange({ makers })}
      />
      <TypedField
        label="When"
        hint={dateHint(draft.dateMade, 'Such as 2026-04-12, 2026-04, 2026 or 1889~ (about)')}
        most={60}
        wrong={saysNoDate(draft.dateMade)}
        value={draft.dateMade}
        onChange={(dateMade) => onChange({ dateMade })}
      />
      <TypedField
        label="Medium"
        hint="Such as oil on canvas, digital image"
        value={draft.medium}
        onChange={(medium) => onChange({ medium })}
      />
      <div className="wide">
        <TypedField
          label="What the picture shows, for those who do not see it"
          hint="One sentence: what you would say on the telephone"
          most={1000}
          value={draft.altText}
          onChange={(altText) => onChange({ altText })}
        />
      </div>
      <TypedField
        label="About it"
        hint="What a catalogue says beside the picture"
        isLong
        most={5000}
        value={draft.description}
        onChange={(description) => onChange({ description })}
      />
    </div>
  </fieldset>
);
