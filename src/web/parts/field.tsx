import { useId } from 'react';

interface Given {
  readonly label: string;
  readonly name: string;
  readonly hint?: string;
  /** Without it the label says that it may be left out. */
  readonly required?: boolean;
  /** Text of several lines. */
  readonly isLong?: boolean;
  /** As wide as both columns of a form. */
  readonly isWide?: boolean;
  readonly type?: 'date' | 'file';
  readonly multiple?: boolean;
  readonly defaultValue?: string | undefined;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** The last day that is taken. */
  readonly max?: string;
}

/** A field of a form with its label, and with what explains it. */
export function Field({ label, hint, required = false, isLong = false, isWide = false, ...input }: Given) {
  const id = useId();
  const Input = isLong ? 'textarea' : 'input';
  return (
    <div {...(isWide && { className: 'wide' })}>
      <label htmlFor={id}>
        {label}
        {required ? '' : <span className="quiet"> (may be left out)</span>}
      </label>
      <Input
        id={id}
        required={required}
        {...input}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
      />
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
