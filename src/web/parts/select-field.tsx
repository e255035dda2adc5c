import { useId, type ReactNode } from 'react';

interface Given {
  readonly label: string;
  readonly name: string;
  readonly isWide?: boolean;
  /** An option with the value '' is then no choice. */
  readonly required?: boolean;
  readonly defaultValue?: string | undefined;
  readonly onChange?: (value: string) => void;
  /** Its options. */
  readonly children: ReactNode;
}

/** A choice among several, with its label. */
export function SelectField({
  label,
  name,
  isWide = false,
  required = false,
  defaultValue,
  onChange,
  children,
}: Given) {
  const id = useId();
  return (
    <div {...(isWide && { className: 'wide' })}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        required={required}
        defaultValue={defaultValue}
        {...(onChange && { onChange: ({ target }) => onChange(target.value) })}
      >
        {children}
      </select>
    </div>
  );
}

/** Options by their values and names. */
export const optionsOf = (options: readonly (readonly [value: string, name: string])[]): ReactNode =>
  options.map(([value, name]) => (
    <option key={value} value={value}>
      {name}
    </option>
  ));
