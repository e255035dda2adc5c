import { useId } from 'react';

interface Given {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** Without it the label says that it may be left out. */
  readonly isRequired?: boolean;
  /** Text of several lines. */
  readonly isLong?: boolean;
  readonly placeholder?: string;
  /** So many characters are taken. */
  readonly most?: number;
  /** What is wrong with the value besides; empty where nothing is. */
  readonly wrong?: string;
  readonly isFocusedAtFirst?: boolean;
}

/** That a text is longer than the register takes, counted as it counts; empty where it is not. */
function saysTooLong(text: string, most: number): string {
  const { length } = text.trim();
  return length > most ? `Too long: it has ${length} characters, and at most ${most} are taken.` : '';
}

/** A field whose text is kept as it is typed. Nothing is cut: the form is not sent while something is wrong with it. */
export function TypedField({
  label,
  value,
  onChange,
  hint,
  isRequired = false,
  isLong = false,
  placeholder,
  most = 200,
  wrong = '',
  isFocusedAtFirst = false,
}: Given) {
  const id = useId();
  const problem = saysTooLong(value, most) || wrong;
  const Input = isLong ? 'textarea' : 'input';
  return (
    <div {...(isLong && { className: 'wide' })}>
      <label htmlFor={id}>
        {label}
        {isRequired ? '' : <span className="quiet"> (may be left out)</span>}
      </label>
      <Input
        id={id}
        value={value}
        required={isRequired}
        autoFocus={isFocusedAtFirst}
        {...(placeholder !== undefined && { placeholder })}
        ref={(input: HTMLInputElement | HTMLTextAreaElement | null) => input?.setCustomValidity(problem)}
        aria-invalid={problem !== ''}
        aria-describedby={`${id}-problem${hint ? ` ${id}-hint` : ''}`}
        onChange={({ target }: { target: { value: string } }) => onChange(target.value)}
      />
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <p className="hint problem" id={`${id}-problem`} aria-live="polite" hidden={problem === ''}>
        {problem}
      </p>
    </div>
  );
}
