import { useEffect, useRef, type RefObject } from 'react';

/**
 * What takes the focus, when what had it is gone: each time that `step` becomes another. Whatever has the focus keeps it. The element wants
 * tabIndex -1.
 */
export function useFocusAt<E extends HTMLElement>(
  step: string,
  { isAtFirst = false } = {},
): RefObject<E | null> {
  const element = useRef<E>(null);
  const last = useRef(isAtFirst ? null : step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    if (document.activeElement === document.body) element.current?.focus({ preventScroll: true });
  }, [step]);
  return element;
}
