/** Lines of a page that is on its way, which say so to those who do not see them. */
export const Loading = ({ what }: { readonly what: string }) => (
  <div className="stack" role="status">
    <span className="sr-only">Loading {what} …</span>
    <div className="skeleton" aria-hidden="true" style={{ width: '40%', height: '2.5rem' }} />
    <div className="skeleton" aria-hidden="true" style={{ height: '12rem' }} />
  </div>
);
