import { useId, useState } from 'react';

interface Given {
  readonly label: string;
  readonly name: string;
  /** Which is chosen to begin with: the first, unless this is told. */
  readonly initial?: string | undefined;
  /** `more`: what is told of the one that is chosen. */
  readonly options: readonly { readonly id: string; readonly words: string; readonly more?: string }[];
}

/**
 * Which of several things a statement is about. What was shown as chosen never becomes another by itself: where it is offered no more, as when
 * another key was opened, one is to be chosen anew.
 */
export function ChoiceField({ label, name, initial, options }: Given) {
  const id = useId();
  const [chosen, setChosen] = useState(initial ?? options[0]?.id ?? '');
  const offered = options.find((option) => option.id === chosen);
  const isOffered = offered !== undefined;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        required
        {...(offered?.more !== undefined && { 'aria-describedby': `${id}-more` })}
        value={isOffered ? chosen : ''}
        onChange={({ target }) => setChosen(target.value)}
      >
        {!isOffered && <option value="">Choose which</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.words}
          </option>
        ))}
      </select>
      {offered?.more !== undefined && (
        <p className="hint" id={`${id}-more`} aria-live="polite">
          {offered.more}
        </p>
      )}
    </div>
  );
}
