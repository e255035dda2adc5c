import type { EvidenceFileFragment } from './work.generated.js';

/** Files that somebody gave as evidence, each to be saved: none is shown here, whatever it is. */
export const EvidenceLinks = ({ files }: { readonly files: readonly EvidenceFileFragment[] }) =>
  files.map(({ cid, mediaType, url }, at) => (
    <span key={cid}>
      {at > 0 ? ', ' : ''}
      <a href={new URL(url).pathname} download>
        a file ({mediaType})
      </a>
    </span>
  ));
