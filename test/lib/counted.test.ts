import { counted } from '../../src/lib/counted.js';

it.each([
  [counted(0, 'file'), '0 files'],
  [counted(1, 'file'), '1 file'],
  [counted(1n, 'file'), '1 file'],
  [counted(2n, 'file'), '2 files'],
  [counted(1, 'entry', 'entries'), '1 entry'],
  [counted(2, 'file is', 'files are'), '2 files are'],
])('a count with its word reads %j', (said, expected) => expect(said).toBe(expected));
