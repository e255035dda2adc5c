import type { NoteKey } from '../../lib/signed-note.js';
import type { LogWitness } from '../../ports.js';
import { fetchAtMost } from './fetch-at-most.js';

/** Room for the cosignatures of several keys, and for two checkpoints that a witness sends back as proof. */
const MAX_ANSWER_BYTES = 200_000;

/** A witness that is asked over HTTP; `url` is its submission prefix. */
export const openLogWitness = ({ key, url }: { key: NoteKey; url: string }): LogWitness => ({
  key,
  addCheckpoint: async (body, signal) => {
    const { response, bytes } = await fetchAtMost(`${url}/add-checkpoint`, MAX_ANSWER_BYTES, {
      method: 'POST',
      body,
      signal,
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body: new TextDecoder().decode(bytes),
    };
  },
});
