import { fileTypeInWords, sizeInWords } from '../parts/words.js';

interface EvidenceFile {
  readonly cid: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** Files that somebody gave as evidence, each to be saved: none is shown here, whatever it is. Its name is no part of what was signed. */
export const EvidenceLinks = ({ files }: { readonly files: readonly EvidenceFile[] }) =>
  files.map(({ cid, mediaType, sizeBytes }, at) => (
    <span key={cid}>
      {at > 0 ? ', ' : ''}
      <a href={`/files/${cid}`} download>
        {fileTypeInWords(mediaType)}, {sizeInWords(sizeBytes)}
      </a>
    </span>
  ));
