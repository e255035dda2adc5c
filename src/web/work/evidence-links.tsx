interface EvidenceFile {
  readonly cid: string;
  readonly mediaType: string;
}

/** Files that somebody gave as evidence, each to be saved: none is shown here, whatever it is. */
export const EvidenceLinks = ({ files }: { readonly files: readonly EvidenceFile[] }) =>
  files.map(({ cid, mediaType }, at) => (
    <span key={cid}>
      {at > 0 ? ', ' : ''}
      <a href={`/files/${cid}`} download>
        a file ({mediaType})
      </a>
    </span>
  ));
