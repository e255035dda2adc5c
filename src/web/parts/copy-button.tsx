import { useState } from 'react';

/** Copies a text, and says that it did; `what` is for those who hear the button alone. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  return (
    <>
      <button
        type="button"
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
      >
        Copy<span className="sr-only"> {what}</span>
      </button>
      <span role="status">{copied === text ? 'Copied.' : ''}</span>
    </>
  );
}
