import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';

const PLACES = [
  { to: '/', name: 'Check' },
  { to: '/works/new', name: 'Register' },
  { to: '/works', name: 'Browse' },
  { to: '/mine', name: 'My works' },
  { to: '/verify', name: 'Verify' },
  { to: '/register', name: 'The register' },
] as const;

function listen(onChange: () => void): () => void {
  for (const event of ['online', 'offline']) addEventListener(event, onChange);
  return () => {
    for (const event of ['online', 'offline']) removeEventListener(event, onChange);
  };
}

/** Says that there is no connection, and what goes on without one. */
function Offline() {
  const isOnline = useSyncExternalStore(listen, () => navigator.onLine);
  return (
    <div role="status">
      {!isOnline && (
        <p className="notice offline">
          You are offline. What you type is kept in this browser, and packages that are open here verify; to
          check and to record, the register must be reached again.
        </p>
      )}
    </div>
  );
}

/** What is around every page: where one can go, and what the register does and does not say. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const [at] = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(at);
  useEffect(() => {
    // Whoever goes on by keyboard or hears the page must learn that it is another.
    if (first.current === at) return;
    first.current = at;
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [at]);
  return (
    <div className="frame">
      <header className="no-print">
        <a className="skip" href="#main">
          To the content
        </a>
        <Link className="name" href="/">
          Raisonné
        </Link>
        <nav aria-label="Pages">
          <ul className="plain">
            {PLACES.map(({ to, name }) => (
              <li key={to}>
                <Link href={to} {...(at === to && { 'aria-current': 'page' as const })}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <Offline />
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <footer>
        <p>
          What stands here was claimed and recorded; nobody has examined whether it is true. Everything can be
          verified without this server.
        </p>
      </footer>
    </div>
  );
}
