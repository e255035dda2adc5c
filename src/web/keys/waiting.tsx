/** How far slow work with a key has come; nothing before and after. */
export const Waiting = ({ share, what }: { readonly share: number | null; readonly what: string }) =>
  share === null ? null : (
    <div role="status">
      {what} …
      <progress max={1} value={share} aria-label={what} />
    </div>
  );
