import { useEffect, useRef, type RefObject } from 'react';

/**
 * What takes the focus, when what had it is gone: each time that `step` becomes another, the first passphrase that is to be typed there, or
 * else the element itself, which wants tabIndex -1. Whatever has the focus keeps it.
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
    if (document.activeElement !== document.body) return;
    const typed = element.current?.querySelector<HTMLElement>('input[type="password"]');
    (typed ?? element.current)?.focus({ preventScroll: true });
  }, [step]);
  return element;
}
