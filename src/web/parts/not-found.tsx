import { Link } from 'wouter';

export const NotFound = () => (
  <section>
    <h1>There is no such page</h1>
    <p>
      <Link href="/">Check a picture</Link>, or{' '}
      <Link href="/works">browse the works that are registered</Link>.
    </p>
  </section>
);
