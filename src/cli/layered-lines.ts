import type { HistoryStep, Layer, LayeredFile } from '../creation/layered/layered-file.js';
import { counted } from '../lib/counted.js';

const SHOWN_LAYERS = 30;
const SHOWN_STEPS = 20;
/** Deeper groups are not shown deeper. */
const DEEPEST = 20;

/** What a layered file tells, for people: nobody but the file vouches for any of it, and the first line says so. */
export function layeredLines(file: LayeredFile): string[] {
  const { format, tool, toolVersion, colour, layers, layerCount, history } = file;
  const made = [tool, toolVersion].filter((part) => part !== null).join(' ');
  return [
    `Layered file (${format.toUpperCase()}${colour === null ? '' : `, ${colour}`}). All of this is self-declared: it is what the file says of itself.`,
    ...(made === '' ? [] : [`Written by ${made}`]),
    ...(file.authors.length > 0 ? [`Authors: ${file.authors.join(', ')}`] : []),
    ...timeLines(file),
    `Layers: ${layerCount}${layerCount === 0 ? '' : ', the top-most first'}`,
    ...layers.slice(0, SHOWN_LAYERS).map(layerLine),
    ...more(layerCount - SHOWN_LAYERS, 'layer'),
    ...(history.length > 0
      ? [`History: ${counted(history.length, 'step')}${file.isTruncated ? ' or more' : ''}`]
      : []),
    ...history.slice(0, SHOWN_STEPS).map(stepLine),
    ...more(history.length - SHOWN_STEPS, 'step'),
  ];
}

function timeLines({ editingSeconds, editingCycles, createdAt, modifiedAt }: LayeredFile): string[] {
  const times = [
    ...(createdAt === null ? [] : [`created ${createdAt}`]),
    ...(modifiedAt === null ? [] : [`changed ${modifiedAt}`]),
    ...(editingSeconds === null ? [] : [`worked on for ${hoursOf(editingSeconds)}`]),
    ...(editingCycles === null ? [] : [`saved ${counted(editingCycles, 'time')}`]),
  ];
  return times.length === 0 ? [] : [`Times: ${times.join('; ')}`];
}

function hoursOf(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function layerLine({ name, kind, depth, isVisible, opacity, blendMode, bounds }: Layer): string {
  const facts = [
    kind,
    ...(isVisible ? [] : ['hidden']),
    ...(opacity === 1 ? [] : [`${Math.round(opacity * 100)} %`]),
    ...(blendMode === 'normal' ? [] : [blendMode]),
    ...(bounds === null ? [] : [`${bounds.width} × ${bounds.height} at ${bounds.x}, ${bounds.y}`]),
  ];
  return `${'  '.repeat(1 + Math.min(depth, DEEPEST))}${name === '' ? 'unnamed' : name}  (${facts.join(', ')})`;
}

const stepLine = ({ action, at, tool }: HistoryStep): string =>
  `  ${[at, action, tool && `by ${tool}`].filter((part) => part !== null).join('  ')}`;

const more = (count: number, what: string): string[] =>
  count > 0 ? [`  and ${counted(count, `more ${what}`)}`] : [];
